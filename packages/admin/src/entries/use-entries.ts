import type { EntryList } from '@horarium/http/api'
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { pathWith } from '../api/answers'
import { ask } from '../api/ask'

/** What is asked of a list of entries. */
export type EntryQuery = Readonly<Record<string, string | number | undefined>>

// A page of the service is empty where little of very many fits; so often it is asked for the next one.
const LOOKS = 10

/** A page of entries, kept true. */
export function useEntries(path: string, query: EntryQuery): UseQueryResult<EntryList> {
  return useQuery<EntryList>({
    queryKey: [pathWith(path, query)],
    queryFn: ({ signal }) => look(path, query, signal),
    meta: { topics: ['entries'] },
    placeholderData: keepPreviousData,
  })
}

async function look(path: string, query: EntryQuery, signal: AbortSignal): Promise<EntryList> {
  let page = await ask<EntryList>(pathWith(path, query), { signal })
  for (let looks = 1; looks < LOOKS && page.items.length === 0 && page.next !== null; looks += 1) {
    page = await ask<EntryList>(pathWith(path, { ...query, after: page.next }), { signal })
  }
  return page
}
