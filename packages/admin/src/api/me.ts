import type { Me } from '@horarium/http/api'
import { useAnswer } from './answers'

export type Role = Me['role']
const ROLES: readonly Role[] = ['view', 'operate', 'configure']

/** Who looks at these pages; nobody as long as that is not known. */
export function useMe(): Me | undefined {
  return useAnswer<Me>('/api/v1/me', []).data
}

/** Whether who looks may do what asks for a role. The service refuses it anyway; this says so before. */
export function useMay(role: Role): boolean {
  const me = useMe()
  return me !== undefined && ROLES.indexOf(me.role) >= ROLES.indexOf(role)
}
