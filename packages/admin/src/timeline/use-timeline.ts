import type { TimelineCounts, TimelineGroups, TimelineIndex, TimelinePage } from '@horarium/http/api'
import { keepPreviousData, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useRef } from 'react'
import { pathWith, useAnswer } from '../api/answers'
import { ask } from '../api/ask'
import { serviceNow, setServiceTime } from '../shell/clock'
import { type GroupSums, type Lane, laneOf, sumsOf } from './lane'
import { type AskedTime, askEveryMs, type View } from './view'

const FOR_A_MINUTE = 60_000

/** Every job, by group. */
export function useIndex(): UseQueryResult<TimelineIndex> {
  return useQuery<TimelineIndex>({
    queryKey: ['/api/v1/timeline/jobs'],
    queryFn: ({ signal }) => ask<TimelineIndex>('/api/v1/timeline/jobs', { signal }),
    staleTime: FOR_A_MINUTE,
    meta: { topics: ['configuration'] },
  })
}

interface Wanted {
  readonly time: AskedTime
  readonly view: View
}

/** The lanes of some jobs; what was known of a job before stays until more is. */
export function useLanes(
  chunks: readonly (readonly string[])[],
  { time, view }: Wanted,
): { readonly lanes: ReadonlyMap<string, Lane>; readonly refused: UseQueryResult['error'] } {
  const every = askEveryMs(view, serviceNow())
  const answers = useQueries({
    queries: chunks.map((codes) => {
      const path = pathWith('/api/v1/timeline', { ...time, jobs: codes.join() })
      return {
        queryKey: [path],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => askLanes(path, signal),
        refetchInterval: every,
        // Comparing what was told with what was told before takes longer than drawing it.
        structuralSharing: false,
        meta: { topics: ['configuration'] as const },
      }
    }),
  })
  return {
    lanes: useKnown(answers.map(({ data }) => data)),
    refused: answers.find(({ error }) => error)?.error ?? null,
  }
}

type Told = readonly (readonly Lane[] | undefined)[]

// No hook compares lists of changing length: more in sight is more that is told.
function useKnown(told: Told): ReadonlyMap<string, Lane> {
  const known = useRef<{ readonly told: Told; readonly lanes: ReadonlyMap<string, Lane> }>({
    told: [],
    lanes: new Map(),
  })
  const { told: before, lanes } = known.current
  const isSame = told.length === before.length && told.every((one, index) => one === before[index])
  if (isSame) return lanes
  const more = told.flatMap((one) => one ?? []).map((lane) => [lane.told.job, lane] as const)
  known.current = { told, lanes: new Map([...lanes, ...more]) }
  return known.current.lanes
}

async function askLanes(path: string, signal: AbortSignal): Promise<readonly Lane[]> {
  const { items, now, binMs } = await ask<TimelinePage>(path, { signal })
  setServiceTime(Date.parse(now))
  return items.map((lane) => laneOf(lane, binMs))
}

/** What the groups did. */
export function useSums({ time, view }: Wanted): ReadonlyMap<string, GroupSums> {
  const path = pathWith('/api/v1/timeline/groups', { ...time })
  const every = askEveryMs(view, serviceNow())
  const { data } = useQuery<ReadonlyMap<string, GroupSums>>({
    queryKey: [path],
    queryFn: async ({ signal }) => sumsOf(await ask<TimelineGroups>(path, { signal })),
    refetchInterval: every === false ? false : 2 * every,
    placeholderData: keepPreviousData,
    structuralSharing: false,
    meta: { topics: [] },
  })
  return data ?? NONE
}

const NONE: ReadonlyMap<string, GroupSums> = new Map()

/** What each job did in the time that is looked at; nothing is asked unless it is wanted. */
export function useCounts({ from, to }: View, isWanted: boolean): UseQueryResult<TimelineCounts> {
  const minute = (instant: number): string => new Date(Math.round(instant / FOR_A_MINUTE) * FOR_A_MINUTE).toISOString()
  const path = pathWith('/api/v1/timeline/counts', { from: minute(from), to: minute(to) })
  return useAnswer<TimelineCounts>(isWanted ? path : undefined, [])
}
