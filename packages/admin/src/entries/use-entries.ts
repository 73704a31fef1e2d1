import type { EntryList } from '@horarium/http/api'
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { pathWith } from '../api/answers'
import { ask } from '../api/ask'

/** What is asked of a list of entries. */
export type EntryQuery = Readonly<Record<string, string | number | undefined>>

// A page of the service is empty where little of very many fits; so often it is asked for the next one.
const LOOKS = 10

interface Listed {
  readonly items: readonly unknown[]
  readonly next: string | null
}

/** A page of entries, kept true. */
export function useEntries<List extends Listed = EntryList>(path: string, query: EntryQuery): UseQueryResult<List> {
  return useQuery<List>({
    queryKey: [pathWith(path, query)],
    queryFn: ({ signal }) => look<List>(path, query, signal),
    meta: { topics: ['entries'] },
    placeholderData: keepPreviousData,
  })
}

async function look<List extends Listed>(path: string, query: EntryQuery, signal: AbortSignal): Promise<List> {
  let page = await ask<List>(pathWith(path, query), { signal })
  for (let looks = 1; looks < LOOKS && page.items.length === 0 && page.next !== null; looks += 1) {
    page = await ask<List>(pathWith(path, { ...query, after: page.next }), { signal })
  }
  return page
}
