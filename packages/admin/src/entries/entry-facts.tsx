import type { EntryDetails } from '@horarium/http/api'
import { Anchor, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Duration, Instant } from '../shell/instant'
import { entryPage, jobPage } from '../shell/paths'
import { askerOf, ProgressBar } from './entry-table'
import { RunningFor } from './running-for'
import { type SayEntries, useEntryTexts } from './texts'

type Fact = readonly [what: Parameters<SayEntries>[0], value: ReactNode]

/** When it was due and how it went, who asked, who ran it. */
export function EntryFacts({ entry }: { readonly entry: EntryDetails }): ReactNode {
  const say = useEntryTexts()
  return (
    <Paper p="md" withBorder>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 4 }} m={0} spacing="md">
        {[...timesOf(entry), ...peopleOf(entry, say)].map(([what, value]) => (
          <Stack gap={0} key={what}>
            <Text c="dimmed" component="dt" size="xs">
              {say(what)}
            </Text>
            <Text component="dd" m={0} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Text>
          </Stack>
        ))}
      </SimpleGrid>
    </Paper>
  )
}

function timesOf(entry: EntryDetails): readonly Fact[] {
  const { status, startedAt, durationMs, dueAt, releasedAt, finishedAt, progress } = entry
  const isRunning = status === 'running'
  return [
    ['scheduled', <Instant at={entry.scheduledAt} key="scheduled" />],
    ...(dueAt === null ? [] : [['dueAgain', <Instant at={dueAt} key="dueAgain" />] as const]),
    ['released', <Instant at={releasedAt} key="released" />],
    ['started', <Instant at={startedAt} key="started" />],
    ['ended', <Instant at={finishedAt} key="ended" />],
    ['lateness', <Duration key="lateness" ms={entry.latenessMs} />],
    ['duration', isRunning ? <RunningFor key="for" since={startedAt} /> : <Duration key="for" ms={durationMs} />],
    ...(progress === null ? [] : [['progress', <ProgressBar key="progress" progress={progress} />] as const]),
  ]
}

function peopleOf(entry: EntryDetails, say: SayEntries): readonly Fact[] {
  const { jobCode, label, target, askedBy, worker, priority, waitsFor, handedTo } = entry
  const facts: readonly (Fact | undefined)[] = [
    ['job', <JobLink code={jobCode} key="job" label={label} />],
    ['group', entry.group],
    target === null ? undefined : ['target', target],
    ['source', askerOf(entry, say)],
    askedBy === null ? undefined : ['askedBy', <EntryAnchor id={askedBy} key="askedBy" />],
    ['attempt', entry.attempt],
    ['worker', worker ?? '–'],
    priority === null ? undefined : ['priority', priority],
    waitsFor === null ? undefined : ['waitsFor', <WaitsFor key="waitsFor" what={waitsFor} />],
    handedTo === null ? undefined : ['handedTo', say('targets', { count: handedTo })],
  ]
  return facts.filter((fact) => fact !== undefined)
}

function JobLink({ code, label }: { readonly code: string; readonly label: string | null }): ReactNode {
  return (
    <Anchor component={Link} href={jobPage(code)} size="sm">
      {label === null ? code : `${label} (${code})`}
    </Anchor>
  )
}

function WaitsFor({ what }: { readonly what: string }): ReactNode {
  return what.includes('@') ? <EntryAnchor id={what} /> : what
}

function EntryAnchor({ id }: { readonly id: string }): ReactNode {
  return (
    <Anchor component={Link} href={entryPage(id)} size="sm">
      {id}
    </Anchor>
  )
}
