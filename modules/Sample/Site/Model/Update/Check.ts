import { commonParams, type Store, urlOf, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openSite } from '../tables.js'
import { askNewest } from './ask-newest.js'
import { readCache, writeCache } from './cache.js'
import { isNewer, version } from './version.js'

/** What a check leaves as its result. */
export interface UpdateResult {
  readonly installed: string
  /** Absent where there is nobody to ask. */
  readonly newest?: string
  readonly updateAvailable: boolean
  /** Where the newest version is known from. */
  readonly from: 'nowhere' | 'cache' | 'address'
}

const DAY_MINUTES = 1_440
const MINUTE_MS = 60_000

const UpdateParams = v.strictObject({
  ...commonParams,
  url: v.optional(urlOf('http:', 'https:'), ''),
  installed: v.optional(version, '1.0.0'),
  cache_minutes: v.optional(wholeNumber(0, DAY_MINUTES), '60'),
})

/** The handler of `site_update_check`. */
export default class Check {
  /** Compares the installed version with the newest, and warns of one that is newer the first time it is seen. */
  async run(schedule: Schedule): Promise<UpdateResult> {
    const { url, installed, cache_minutes: cacheMinutes } = await checkParams(schedule, UpdateParams)
    if (url === undefined) {
      schedule.setMessage('parameter url is empty: nobody was asked')
      return { installed, updateAvailable: false, from: 'nowhere' }
    }
    using store = openSite(schedule)
    const now = schedule.scheduledAt
    const known = readCache(store, url, now)
    const newest = known ?? (await askNewest(url, schedule.signal))
    if (known === undefined) writeCache(store, url, { value: newest, until: later(now, cacheMinutes) })
    const updateAvailable = isNewer(newest, installed)
    if (updateAvailable && isSeenFirst(store, newest, now)) {
      schedule.log.warn('a newer version is available', { installed, newest })
    }
    schedule.setMessage(updateAvailable ? `${newest} is available` : `${installed} is the newest`)
    return { installed, newest, updateAvailable, from: known === undefined ? 'address' : 'cache' }
  }
}

function later(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * MINUTE_MS)
}

function isSeenFirst(store: Store, newest: string, now: Date): boolean {
  const seen = 'insert into site_version (version, seen_at) values (?, ?) on conflict do nothing'
  return store.run(seen, newest, now.toISOString()).changes === 1
}
