import type { LogList } from '@horarium/http/api'
import { Anchor, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'wouter'
import { useGroupNames } from '../api/groups'
import { Filter } from '../shell/filter'
import { Instant } from '../shell/instant'
import { Page } from '../shell/page'
import { Pager } from '../shell/pager'
import { entryPage } from '../shell/paths'
import { SearchField } from '../shell/search-field'
import { Answered, Empty } from '../shell/states'
import { StatusBadge } from '../shell/status'
import { ClearButton, JobField } from './entry-filters'
import { LogLines } from './log-lines'
import { useEntryTexts } from './texts'
import { useEntries } from './use-entries'

type Run = LogList['items'][number]

const LEVELS = ['error', 'warn', 'info', 'debug'] as const
const FILTERS = ['words', 'level', 'job', 'group', 'after'] as const
const RUNS = 20
const LINES_HIGH = 220

/** What runs have logged, of one job or of all, the newest first. */
export function LogPage(): ReactNode {
  const say = useEntryTexts()
  const [query] = useSearchParams()
  const groups = useGroupNames(query.get('group') ?? '')
  const asked = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? undefined]))
  const answer = useEntries<LogList>('/api/v1/logs', { ...asked, limit: RUNS })
  return (
    <Page about={say('logsAbout')} title={say('logs')}>
      <Group align="flex-end" gap="xs">
        <SearchField flex="1 1 220px" label={say('words')} name="words" />
        <Filter
          data={LEVELS.map((value) => ({ value, label: say('orGraver', { level: value }) }))}
          label={say('level')}
          name="level"
        />
        <JobField />
        <Filter data={groups} label={say('group')} name="group" />
        <ClearButton names={FILTERS} />
      </Group>
      <Answered answer={answer}>
        {({ items, next }) => (
          <Stack gap="lg">
            {items.map((run) => (
              <LoggedRun key={run.id} run={run} />
            ))}
            {items.length === 0 && <Empty title={say('nothing')}>{say(next === null ? 'noLogs' : 'passedOver')}</Empty>}
            <Pager next={next} />
          </Stack>
        )}
      </Answered>
    </Page>
  )
}

function LoggedRun({ run }: { readonly run: Run }): ReactNode {
  const say = useEntryTexts()
  const { id, jobCode, label, status, startedAt, lines, isCut } = run
  return (
    <section aria-label={id}>
      <Group gap="xs" mb={4}>
        <StatusBadge status={status} />
        <Anchor component={Link} fw={600} href={entryPage(id)} size="sm" title={id}>
          {label ?? jobCode}
        </Anchor>
        <Text c="dimmed" component="span" size="sm">
          <Instant at={startedAt} />
        </Text>
        {isCut && (
          <Text c="dimmed" size="sm">
            {say('itsEnd')}
          </Text>
        )}
      </Group>
      <LogLines height={LINES_HIGH} label={say('log')} lines={lines} />
    </section>
  )
}
