import type { EntryList, EntryRow } from '@horarium/http/api'
import { Anchor, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { pathWith, useAnswer } from '../api/answers'
import { Filter } from '../shell/filter'
import { Duration, Instant } from '../shell/instant'
import { Pager } from '../shell/pager'
import { entryPage } from '../shell/paths'
import { useQueryState } from '../shell/query-state'
import { type Column, Rows } from '../shell/rows'
import { Answered, Empty } from '../shell/states'
import { ENDED, STATUSES, StatusBadge, useStatusTexts } from '../shell/status'
import { DurationChart } from './duration-chart'
import type { JobProps } from './job-page'
import { type SayJob, useJobPageTexts } from './job-texts'

const EXECUTED = ['running', ...ENDED].join()
const CHARTED = 200

/** Every execution of a job, newest first, and how long they took. */
export function JobRuns({ job }: JobProps): ReactNode {
  const say = useJobPageTexts()
  const sayStatus = useStatusTexts()
  const [status] = useQueryState('status')
  const [after] = useQueryState('after')
  const entries = (query: Readonly<Record<string, string | number>>): string =>
    pathWith('/api/v1/entries', { job: job.code, ...query })
  const list = useAnswer<EntryList>(entries({ status: status || EXECUTED, after }), ['entries'])
  const charted = useAnswer<EntryList>(entries({ status: 'success,error,killed', limit: CHARTED }), ['entries'])
  return (
    <Stack gap="md">
      {charted.data && charted.data.items.length > 1 && <DurationChart entries={charted.data.items} />}
      <Group>
        <Filter
          aria-label={say('status')}
          data={STATUSES.map((value) => ({ value, label: sayStatus(value) }))}
          name="status"
          placeholder={say('anyStatus')}
        />
        <Anchor component={Link} href={pathWith('/logs', { job: job.code })} ml="auto" size="sm">
          {say('logs')}
        </Anchor>
      </Group>
      <Answered answer={list} height={300}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={say(status === '' ? 'noRuns' : 'noRunsFit')}>
              {say(status === '' ? 'noRunsRemedy' : 'noRunsFitRemedy')}
            </Empty>
          ) : (
            <Stack gap="sm">
              <RunTable entries={items} />
              <Pager next={next} />
            </Stack>
          )
        }
      </Answered>
    </Stack>
  )
}

const SOURCES = { calendar: 'calendar', manual: 'manual', chain: 'chain', handler: 'askedByHandler' } as const

function RunTable({ entries }: { readonly entries: readonly EntryRow[] }): ReactNode {
  const say = useJobPageTexts()
  const columns: readonly Column<EntryRow>[] = [
    { title: say('status'), cell: ({ status }) => <StatusBadge status={status} /> },
    { title: say('scheduled'), cell: (entry) => <Scheduled entry={entry} /> },
    { title: say('startedAt'), cell: ({ startedAt }) => <Instant at={startedAt} /> },
    { title: say('late'), cell: ({ latenessMs }) => <Duration ms={latenessMs} /> },
    { title: say('duration'), cell: (entry) => <Took entry={entry} /> },
    { title: say('by'), cell: (entry) => askerOf(entry, say) },
    { title: say('reason'), cell: (entry) => <Outcome entry={entry} /> },
  ]
  return <Rows columns={columns} items={entries} keyOf={({ id }) => id} label={say('runsTable')} width={760} />
}

interface RunProps {
  readonly entry: EntryRow
}

function Scheduled({ entry: { id, scheduledAt, target } }: RunProps): ReactNode {
  return (
    <>
      <Anchor component={Link} href={entryPage(id)} size="sm" title={id}>
        <Instant at={scheduledAt} />
      </Anchor>
      <Text c="dimmed" size="xs">
        {target}
      </Text>
    </>
  )
}

function Took({ entry: { durationMs, attempt } }: RunProps): ReactNode {
  const say = useJobPageTexts()
  return (
    <>
      <Duration ms={durationMs} />
      <Text c="dimmed" size="xs">
        {attempt > 1 && say('attempt', { attempt })}
      </Text>
    </>
  )
}

function Outcome({ entry: { message, reason } }: RunProps): ReactNode {
  return (
    <Text lineClamp={2} maw={300} size="sm" style={{ overflowWrap: 'anywhere' }}>
      {message ?? reason ?? '–'}
    </Text>
  )
}

function askerOf({ source, author }: EntryRow, say: SayJob): string {
  return author === null ? say(SOURCES[source]) : `${say(SOURCES[source])} (${author})`
}
