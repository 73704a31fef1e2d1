import { openStore, type Store } from '@horarium-modules/sample-store'
import type { Schedule } from '@horarium/sdk'
import { TABLES } from './tables.js'

/** Opens the store with the tables of this module, made if missing. */
export function openCrm(schedule: Pick<Schedule, 'params'>): Store {
  const store = openStore(schedule)
  store.exec(TABLES)
  return store
}
