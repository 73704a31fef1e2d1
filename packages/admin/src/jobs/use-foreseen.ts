import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Change } from '../api/answers'
import { ask } from '../api/ask'

/** What a change would do, asked while somebody thinks of it; nothing is asked without one. */
export function useForeseen<Answer>(change: Change | undefined): UseQueryResult<Answer> {
  return useQuery<Answer>({
    queryKey: ['foreseen', change],
    queryFn: ({ signal }) => {
      const { path = '', ...question } = change ?? {}
      return ask<Answer>(path, { ...question, signal })
    },
    enabled: change !== undefined,
    meta: { topics: [] },
    // Asked once: after the change itself it would be answered that it was changed meanwhile.
    staleTime: 'static',
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
}
