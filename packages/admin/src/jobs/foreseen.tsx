import type { JobChanged } from '@horarium/http/api'
import { Alert, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useInstantText } from '../shell/instant'
import { useDialogTexts } from './dialog-texts'

interface ForeseenProps {
  readonly code: string
  readonly changed: JobChanged
}

const SHOWN = 3

/** What a change of a job would do: its values, its next runs, its pending entries. */
export function Foreseen({ code, changed }: ForeseenProps): ReactNode {
  const say = useDialogTexts()
  const { values, warnings, nextBefore, nextAfter, withdrawn, written } = changed
  return (
    <Stack gap="xs">
      <Table fz="sm" layout="fixed" style={{ overflowWrap: 'anywhere' }} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('path')}</Table.Th>
            <Table.Th>{say('before')}</Table.Th>
            <Table.Th>{say('after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {values.map(({ path, before, after }) => (
            <Table.Tr key={path}>
              <Table.Td>{path.replace(`crontab/jobs/${code}/`, '')}</Table.Td>
              <Table.Td>{before ?? say('asXml')}</Table.Td>
              <Table.Td fw={600}>{after ?? say('asXml')}</Table.Td>
            </Table.Tr>
          ))}
          {String(nextBefore) !== String(nextAfter) && (
            <Table.Tr>
              <Table.Td>{say('nextRuns')}</Table.Td>
              <Table.Td>
                <Instants instants={nextBefore} />
              </Table.Td>
              <Table.Td fw={600}>
                <Instants instants={nextAfter} />
              </Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
      {warnings.map(({ message, remedy }) => (
        <Alert color="yellow" key={message}>
          {message}. {remedy}
        </Alert>
      ))}
      <Text fw={600} size="sm">
        {say('pending', { withdrawn, written })}
      </Text>
    </Stack>
  )
}

function Instants({ instants }: { readonly instants: readonly string[] }): ReactNode {
  const instantText = useInstantText()
  if (instants.length === 0) return '–'
  return instants.slice(0, SHOWN).map((at) => <div key={at}>{instantText(at)}</div>)
}
