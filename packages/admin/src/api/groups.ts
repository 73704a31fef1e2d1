import type { GroupList } from '@horarium/http/api'
import type { UseQueryResult } from '@tanstack/react-query'
import { useAnswer } from './answers'

/** Every group, and what holds all of them. */
export function useGroups(): UseQueryResult<GroupList> {
  return useAnswer<GroupList>('/api/v1/groups', ['configuration', 'entries'])
}

/** The names of the groups, as far as they are known; the one that is chosen is among them. */
export function useGroupNames(chosen = ''): readonly string[] {
  const names = useGroups().data?.items.map(({ name }) => name) ?? []
  return chosen === '' ? names : [...new Set([...names, chosen])]
}
