import { Button, Text, useComputedColorScheme, useMantineTheme } from '@mantine/core'
import type { TimelineIndex } from '@horarium/http/api'
import { type ReactNode, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { Page } from '../shell/page'
import { useQueryState } from '../shell/query-state'
import { Answered, Empty } from '../shell/states'
import { CountsTable, failuresOf } from './counts-table'
import { Legend } from './legend'
import { lookOf } from './look'
import { Picture } from './picture'
import { rowsOf } from './rows'
import { useTimelineTexts } from './texts'
import './timeline.css'
import { fulfil, Toolbar, useCompact, useFailing, useTable, type Wish } from './toolbar'
import { useStable } from './use-stable'
import { useCounts, useIndex } from './use-timeline'
import { useView } from './use-view'
import { SPANS, spanOf } from './view'

const ROW_PX = 28
const COMPACT_ROW_PX = 17

/** Every job on one clock. The address holds what is looked at, what is folded and what is searched for. */
export function TimelinePage(): ReactNode {
  const say = useTimelineTexts()
  const index = useIndex()
  return (
    <Page about={say('about')} title={say('title')}>
      <Answered answer={index} height={480}>
        {(told) =>
          told.groups.some(({ jobs }) => jobs.length > 0) ? (
            <Timeline index={told} />
          ) : (
            <Empty title={say('noJobs')}>{say('noJobsHelp')}</Empty>
          )
        }
      </Answered>
    </Page>
  )
}

function Timeline({ index }: { readonly index: TimelineIndex }): ReactNode {
  const say = useTimelineTexts()
  const theme = useMantineTheme()
  const scheme = useComputedColorScheme('light')
  const look = useMemo(() => lookOf(theme, scheme), [theme, scheme])
  const state = useView()
  const span = SPANS.find((one) => Math.abs(one - spanOf(state.view)) < one / 50)
  const wish = useStable((wanted: Wish) => fulfil(wanted, state))
  const { search, folded, toggleFold, clear } = useChoices()
  const [[isFailing], [isTable], [isCompact]] = [useFailing(), useTable(), useCompact()]
  const groups = useMemo(() => index.groups.map(({ group }) => group), [index])
  const counts = useCounts(state.view, isFailing || isTable)
  const failing = counts.data?.jobs
  const only = useMemo(
    () =>
      isFailing && failing ? new Set(failing.filter((one) => failuresOf(one) > 0).map(({ job }) => job)) : undefined,
    [isFailing, failing],
  )
  const rows = useMemo(() => rowsOf(index, { search, folded, only }), [index, search, folded, only])
  return (
    <>
      <Toolbar groups={groups} isFollowing={state.isFollowing} span={span} wish={wish} />
      {rows.length === 0 ? (
        <Empty title={say('noneFound')}>
          {say('noneFoundHelp')}
          <br />
          <Button mt="sm" onClick={clear} size="xs" variant="default">
            {say('clear')}
          </Button>
        </Empty>
      ) : isTable ? (
        <Answered answer={counts}>
          {(told) => <CountsTable counts={told} wanted={jobsIn(index, { search, only })} />}
        </Answered>
      ) : (
        <>
          <Picture
            look={look}
            rowHeight={isCompact ? COMPACT_ROW_PX : ROW_PX}
            rows={rows}
            state={state}
            toggle={toggleFold}
          />
          <Legend look={look} />
          <Text c="dimmed" size="xs" visibleFrom="sm">
            {say('help')}
          </Text>
        </>
      )}
    </>
  )
}

interface Wanted {
  readonly search: string
  readonly only: ReadonlySet<string> | undefined
}

function jobsIn(index: TimelineIndex, { search, only }: Wanted): ReadonlySet<string> {
  const rows = rowsOf(index, { search, only, folded: new Set() })
  return new Set(rows.flatMap((row) => (row.kind === 'job' ? [row.job.code] : [])))
}

interface Choices {
  readonly search: string
  readonly folded: ReadonlySet<string>
  readonly toggleFold: (group: string) => void
  /** Shows all jobs again. */
  readonly clear: () => void
}

function useChoices(): Choices {
  const [, setQuery] = useSearchParams()
  const [search] = useQueryState('search')
  const [foldedText, setFolded] = useQueryState('folded')
  const folded = useMemo(() => new Set(foldedText.split(',').filter(Boolean)), [foldedText])
  const toggleFold = useStable((group: string): void => {
    const next = folded.has(group) ? [...folded].filter((one) => one !== group) : [...folded, group]
    setFolded(next.join())
  })
  const clear = (): void =>
    setQuery((before) => {
      const next = new URLSearchParams(before)
      for (const filter of ['search', 'failing']) next.delete(filter)
      return next
    })
  return { search, folded, toggleFold, clear }
}
