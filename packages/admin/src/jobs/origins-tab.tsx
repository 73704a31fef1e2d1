import type { JobValueRow } from '@horarium/http/api'
import { Button, Checkbox, Code, Paper, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../api/me'
import { openDialog } from '../shell/dialog'
import { useQueryState } from '../shell/query-state'
import { Wide } from '../shell/wide'
import { JobPlace } from './job-facts'
import type { JobProps } from './job-page'
import { useJobPageTexts } from './job-texts'
import { OriginOf } from './origin'
import { useDialogTexts } from './dialog-texts'
import { ResetDialog } from './reset-dialog'

/** Where every value of a job comes from, and the way back to its XML. */
export function OriginsTab({ job }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const [said, setSaid] = useQueryState('said')
  const shown = job.values.filter(({ origin }) => said !== '1' || origin !== 'default')
  return (
    <Stack gap="md">
      <Paper p="md" withBorder>
        <JobPlace job={job} />
      </Paper>
      <Checkbox
        checked={said === '1'}
        label={say('onlySaid')}
        onChange={({ currentTarget }) => setSaid(currentTarget.checked ? '1' : null)}
      />
      <Wide isCards label={say('originsTable')}>
        <Table fz="sm" miw={640} verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('leaf')}</Table.Th>
              <Table.Th>{say('value')}</Table.Th>
              <Table.Th>{say('origin')}</Table.Th>
              <Table.Th>{say('source')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((value) => (
              <ValueRow job={job} key={value.leaf} value={value} />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Stack>
  )
}

interface ValueRowProps extends JobProps {
  readonly value: JobValueRow
}

function ValueRow({ job, value }: ValueRowProps): ReactNode {
  const say = useDialogTexts()
  const sayJob = useJobPageTexts()
  const mayReset = useMay('configure')
  const { leaf, value: text, origin, source } = value
  const part = partOf(leaf)
  return (
    <Table.Tr>
      <Table.Td data-label={sayJob('leaf')} fw={600}>
        {leaf}
      </Table.Td>
      <Table.Td data-label={sayJob('value')} maw={280} style={{ overflowWrap: 'anywhere' }}>
        {text === '' ? <Text c="dimmed">–</Text> : <Code>{text}</Code>}
      </Table.Td>
      <Table.Td data-label={sayJob('origin')}>
        <OriginOf value={value} />
      </Table.Td>
      <Table.Td data-label={sayJob('source')} c="dimmed" maw={320} style={{ overflowWrap: 'anywhere' }}>
        {source}
      </Table.Td>
      <Table.Td>
        {origin === 'override' && mayReset && part !== undefined && (
          <Button
            aria-label={say('resetOne', { leaf })}
            onClick={() => openDialog(<ResetDialog job={job} part={part} />)}
            size="compact-xs"
            variant="default"
          >
            {say('reset')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

// Whether it is active or paused is taken back with all the rest, or by the buttons above.
function partOf(leaf: string): string | undefined {
  if (leaf === 'active' || leaf === 'is_active' || leaf === 'pause') return undefined
  return leaf === 'schedule/cron_expr' || leaf === 'every' ? 'schedule' : leaf
}
