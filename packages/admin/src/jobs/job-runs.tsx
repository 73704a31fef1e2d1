import type { EntryList, EntryRow } from '@horarium/http/api'
import { Anchor, Group, Select, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { pathWith, useAnswer } from '../api/answers'
import { Duration, Instant } from '../shell/instant'
import { Pager } from '../shell/pager'
import { entryPage } from '../shell/paths'
import { useQueryState } from '../shell/query-state'
import { Answered, Empty } from '../shell/states'
import { ENDED, STATUSES, StatusBadge, useStatusTexts } from '../shell/status'
import { Wide } from '../shell/wide'
import { DurationChart } from './duration-chart'
import type { JobProps } from './job-page'
import { type SayJob, useJobPageTexts } from './job-texts'

const EXECUTED = ['running', ...ENDED].join()
const CHARTED = 200

/** Every execution of a job, newest first, and how long they took. */
export function JobRuns({ job }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const [status] = useQueryState('status')
  const [after] = useQueryState('after')
  const entries = (query: Readonly<Record<string, string | number>>): string =>
    pathWith('/api/v1/entries', { job: job.code, ...query })
  const list = useAnswer<EntryList>(entries({ status: status || EXECUTED, after }), ['entries'])
  const charted = useAnswer<EntryList>(entries({ status: 'success,error,killed', limit: CHARTED }), ['entries'])
  return (
    <Stack gap="md">
      {charted.data && charted.data.items.length > 1 && <DurationChart entries={charted.data.items} />}
      <StatusFilter />
      <Answered answer={list} height={300}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={say(status === '' ? 'noRuns' : 'noRunsFit')}>
              {say(status === '' ? 'noRunsRemedy' : 'noRunsFitRemedy')}
            </Empty>
          ) : (
            <Stack gap="sm" opacity={list.isPlaceholderData ? 0.6 : 1}>
              <RunTable entries={items} />
              <Pager next={next} />
            </Stack>
          )
        }
      </Answered>
    </Stack>
  )
}

function StatusFilter(): ReactNode {
  const say = useJobPageTexts()
  const sayStatus = useStatusTexts()
  const [status, setStatus] = useQueryState('status')
  return (
    <Group>
      <Select
        aria-label={say('status')}
        clearable
        data={STATUSES.map((value) => ({ value, label: sayStatus(value) }))}
        onChange={setStatus}
        placeholder={say('anyStatus')}
        value={status || null}
        w={180}
      />
    </Group>
  )
}

const SOURCES = { calendar: 'calendar', manual: 'manual', chain: 'chain', handler: 'askedByHandler' } as const

function RunTable({ entries }: { readonly entries: readonly EntryRow[] }): ReactNode {
  const say = useJobPageTexts()
  return (
    <Wide isCards label={say('runsTable')}>
      <Table fz="sm" highlightOnHover miw={760} verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('status')}</Table.Th>
            <Table.Th>{say('scheduled')}</Table.Th>
            <Table.Th>{say('startedAt')}</Table.Th>
            <Table.Th>{say('late')}</Table.Th>
            <Table.Th>{say('duration')}</Table.Th>
            <Table.Th>{say('by')}</Table.Th>
            <Table.Th>{say('reason')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td data-label={say('status')}>
                <StatusBadge status={entry.status} />
              </Table.Td>
              <Table.Td data-label={say('scheduled')}>
                <Anchor component={Link} href={entryPage(entry.id)} size="sm" title={entry.id}>
                  <Instant at={entry.scheduledAt} />
                </Anchor>
                {entry.target !== null && (
                  <Text c="dimmed" size="xs">
                    {entry.target}
                  </Text>
                )}
              </Table.Td>
              <Table.Td data-label={say('startedAt')}>
                <Instant at={entry.startedAt} />
              </Table.Td>
              <Table.Td data-label={say('late')}>
                <Duration ms={entry.latenessMs} />
              </Table.Td>
              <Table.Td data-label={say('duration')}>
                <Duration ms={entry.durationMs} />
                {entry.attempt > 1 && (
                  <Text c="dimmed" size="xs">
                    {say('attempt', { attempt: entry.attempt })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td data-label={say('by')}>{askerOf(entry, say)}</Table.Td>
              <Table.Td data-label={say('reason')} maw={300}>
                <Text lineClamp={2} size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {entry.message ?? entry.reason ?? '–'}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

function askerOf({ source, author }: EntryRow, say: SayJob): string {
  return author === null ? say(SOURCES[source]) : `${say(SOURCES[source])} (${author})`
}
