import type { NextRun } from '@horarium/http/api'
import { Badge, Table, Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { Distance } from '../shell/instant'
import { useLanguage } from '../shell/language'
import { formatInstant } from '../shell/times'
import { Wide } from '../shell/wide'
import { type SayJob, useJobPageTexts } from './job-texts'

interface NextRunsProps {
  readonly runs: readonly NextRun[]
  readonly timezone: string | null
}

/** The next runs: what the clocks show where the job lives, UTC, what clock changes do, whom they meet. */
export function NextRuns({ runs, timezone }: NextRunsProps): ReactNode {
  const say = useJobPageTexts()
  const language = useLanguage()
  if (runs.length === 0) return <Text size="sm">{say('nothingForeseen')}</Text>
  const hasZone = timezone !== null && timezone !== 'UTC'
  const hasClocks = runs.some((run) => clockText(run, say) !== '')
  return (
    <Wide label={say('nextTen')}>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {hasZone && <Table.Th>{timezone}</Table.Th>}
            <Table.Th>{say('utc')}</Table.Th>
            <Table.Th>{say('fromNow')}</Table.Th>
            {hasClocks && <Table.Th>{say('clocks')}</Table.Th>}
            <Table.Th>{say('meets')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.at} style={{ whiteSpace: 'nowrap' }}>
              {hasZone && (
                <Table.Td fw={600}>
                  {run.local && formatInstant(Date.parse(`${run.local.time}Z`), language, 'UTC')}{' '}
                  <Text c="dimmed" component="span" size="xs">
                    {run.local?.offset}
                  </Text>
                </Table.Td>
              )}
              <Table.Td>{formatInstant(Date.parse(run.at), language, 'UTC')}</Table.Td>
              <Table.Td>
                <Distance at={run.at} />
              </Table.Td>
              {hasClocks && (
                <Table.Td>
                  {clockText(run, say) !== '' && (
                    <Badge color="orange" tt="none" variant="light">
                      {clockText(run, say)}
                    </Badge>
                  )}
                </Table.Td>
              )}
              <Table.Td>
                <Tooltip disabled={run.meets.count === 0} label={run.meets.first.join(', ')}>
                  <span>{say('others', { count: run.meets.count })}</span>
                </Tooltip>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

function clockText({ local, isMoved }: NextRun, say: SayJob): string {
  if (isMoved) return say('isMoved')
  return local?.pass ? say(local.pass) : ''
}
