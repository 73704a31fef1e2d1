import {
  keepPreviousData,
  MutationCache,
  QueryClient,
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import { ask, type Question, Refused } from './ask'

/** What an answer may change with; the service tells of each as it happens. */
export type Topic = 'entries' | 'configuration' | 'workers' | 'alerts' | 'pass'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Refused
    queryMeta: { readonly topics: readonly Topic[] }
  }
}

const TRIES = 2
// So often a run's own words reach the service.
const RUNNING_MS = 2_000

/** Everything the pages have been told. */
export const answers: QueryClient = new QueryClient({
  mutationCache: new MutationCache({ onSettled: () => void forget() }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What was refused stays refused; who was not reached may be there again.
      retry: (failures, { status }) => status === 0 && failures < TRIES,
      refetchOnWindowFocus: true,
      // What a run says of itself while it goes on, its progress and message, is no change that anybody tells of.
      refetchInterval: ({ state }) => (isRunning(state.data) ? RUNNING_MS : false),
    },
  },
})

interface Running {
  readonly status?: string
  readonly items?: readonly Running[]
}

function isRunning(data: unknown): boolean {
  const { status, items } = (data ?? {}) as Running
  return status === 'running' || (items?.some((item) => item.status === 'running') ?? false)
}

/**
 * What the service answers at a path, kept true by what it tells of these topics, and asked again every so often where
 * that is given. Nothing is asked without a path.
 */
export function useAnswer<Answer>(
  path: string | undefined,
  topics: readonly Topic[],
  everyMs?: number,
): UseQueryResult<Answer> {
  return useQuery<Answer>({
    queryKey: [path],
    queryFn: ({ signal }) => ask<Answer>(path ?? '', { signal }),
    enabled: path !== undefined,
    meta: { topics },
    placeholderData: keepPreviousData,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  })
}

/** A change somebody makes: what it is to be asked with. */
export interface Change extends Question {
  readonly path: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
}

/** Makes changes; whatever was told before is asked again afterwards. */
export function useChange<Answer>(): UseMutationResult<Answer, Refused, Change> {
  return useMutation<Answer, Refused, Change>({ mutationFn: ({ path, ...question }) => ask<Answer>(path, question) })
}

/** Asks again for what a topic may have changed; for everything, without one. */
export async function forget(topic?: Topic): Promise<void> {
  await answers.invalidateQueries({
    predicate: ({ meta }) => topic === undefined || (meta?.topics.includes(topic) ?? false),
  })
}

/** A path with its query; what is empty is left out. */
export function pathWith(path: string, query: Readonly<Record<string, string | number | undefined | null>>): string {
  const said = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') said.set(name, String(value))
  }
  return said.size === 0 ? path : `${path}?${said}`
}
