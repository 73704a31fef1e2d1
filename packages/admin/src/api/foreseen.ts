import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Change } from './answers'
import { ask } from './ask'

const TYPING_MS = 300

/** What a change would do, as far as it has been told. */
export interface Foreseen<Answer> {
  readonly answer: UseQueryResult<Answer>
  /** Whether it is of the change as it stands now: no other is to be made. */
  readonly isTold: boolean
}

/** What a change would do, asked while somebody types it; nothing is asked without one. */
export function useForeseen<Answer>(change: Change | undefined): Foreseen<Answer> {
  const wanted = JSON.stringify(change ?? null)
  const [asked] = useDebouncedValue(wanted, TYPING_MS)
  const answer = useQuery<Answer>({
    queryKey: ['foreseen', asked],
    queryFn: ({ signal }) => {
      const { path, ...question } = JSON.parse(asked) as Change
      return ask<Answer>(path, { ...question, signal })
    },
    enabled: asked !== 'null',
    meta: { topics: [] },
    // Asked once: after the change itself it would be answered that it was changed meanwhile.
    staleTime: 'static',
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  return { answer, isTold: asked === wanted && answer.isSuccess && !answer.isPlaceholderData }
}
