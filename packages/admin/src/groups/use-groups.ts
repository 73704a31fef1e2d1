import type { GroupList } from '@horarium/http/api'
import type { UseQueryResult } from '@tanstack/react-query'
import { useAnswer } from '../api/answers'

/** Every group, and what holds all of them. */
export function useGroups(): UseQueryResult<GroupList> {
  return useAnswer<GroupList>('/api/v1/groups', ['configuration', 'entries'])
}

/** The names of the groups, as far as they are known. */
export function useGroupNames(): readonly string[] {
  return useGroups().data?.items.map(({ name }) => name) ?? []
}
