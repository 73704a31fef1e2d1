import { Anchor, Table, Text } from '@mantine/core'
import type { TimelineCounts } from '@horarium/http/api'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Count } from '../shell/instant'
import { jobPage } from '../shell/paths'
import { ENDED, useStatusTexts } from '../shell/status'
import { Wide } from '../shell/wide'
import { totalOf } from './lane'
import { useTimelineTexts } from './texts'

const MOST = 500

/** What the time holds, in words and numbers: the picture for who does not see it. Those with failures come first. */
export function CountsTable({
  counts,
  wanted,
}: {
  readonly counts: TimelineCounts
  readonly wanted: ReadonlySet<string>
}): ReactNode {
  const say = useTimelineTexts()
  const sayStatus = useStatusTexts()
  const rows = counts.jobs
    .filter(({ job }) => wanted.has(job))
    .toSorted((a, b) => failuresOf(b) - failuresOf(a) || totalOf(b.counts) - totalOf(a.counts))
  return (
    <Wide label={say('tableTitle')}>
      <Table aria-label={say('tableTitle')} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('job')}</Table.Th>
            <Table.Th>{say('group')}</Table.Th>
            {ENDED.map((status) => (
              <Table.Th key={status} ta="right">
                {sayStatus(status)}
              </Table.Th>
            ))}
            <Table.Th ta="right">{say('total')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, MOST).map(({ job, group, counts: own }) => (
            <Table.Tr key={job}>
              <Table.Th scope="row">
                <Anchor component={Link} href={jobPage(job)} size="sm">
                  {job}
                </Anchor>
              </Table.Th>
              <Table.Td>{group}</Table.Td>
              {ENDED.map((status) => (
                <Table.Td key={status} ta="right">
                  <Count of={own[status] ?? 0} />
                </Table.Td>
              ))}
              <Table.Td ta="right">
                <Count of={totalOf(own)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length > MOST && <Text size="sm">{say('more', { count: rows.length - MOST })}</Text>}
    </Wide>
  )
}

/** How many entries of a job did not end well. */
export function failuresOf({ counts: { error = 0, missed = 0, killed = 0 } }: TimelineCounts['jobs'][number]): number {
  return error + missed + killed
}
