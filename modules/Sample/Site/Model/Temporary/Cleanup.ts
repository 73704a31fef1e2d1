import { type CleanResult, cleanTemporaryFiles } from '@horarium-modules/horarium-core'
import { commonParams, flag, type Store, wholeNumber } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openSite } from '../tables.js'
import { findOwnFolder, folderName } from './own-folder.js'

/** What a run leaves as its result; a part that its flag leaves out is absent. In a dry run it tells what would go. */
export interface CleanupResult {
  readonly dryRun: boolean
  readonly cache?: number
  readonly mailings?: number
  readonly files?: CleanResult | 'no such folder'
}

const TEN_YEARS_DAYS = 3_660
const TEN_YEARS_MINUTES = 5_256_000
const MOST_FILES = 1_000_000
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

const CleanupParams = v.strictObject({
  ...commonParams,
  cache: v.optional(flag, '1'),
  mailings: v.optional(flag, '1'),
  mailing_days: v.optional(wholeNumber(1, TEN_YEARS_DAYS), '90'),
  files: v.optional(flag, '1'),
  folder: v.optional(folderName, 'site'),
  older_than_minutes: v.optional(wholeNumber(1, TEN_YEARS_MINUTES), '1440'),
  max_files: v.optional(wholeNumber(1, MOST_FILES), '10000'),
  dry_run: v.optional(flag, '0'),
})
type CleanupWish = v.InferOutput<typeof CleanupParams>

/** The handler of `site_clean_up`. */
export default class Cleanup {
  /** Forgets and removes what is temporary and old. Throws, before anything is touched, when a parameter is wrong. */
  async run(schedule: Schedule): Promise<CleanupResult> {
    const wish = await checkParams(schedule, CleanupParams)
    const folder = wish.files ? await findOwnFolder(wish.folder) : undefined
    using store = openSite(schedule)
    const result = {
      dryRun: wish.dry_run,
      ...(wish.cache ? { cache: forget(store, wish, expiredCache(schedule.scheduledAt)) } : {}),
      ...(wish.mailings ? { mailings: forget(store, wish, doneMailings(wish, schedule.scheduledAt)) } : {}),
      ...(wish.files ? { files: await cleanFolder(folder, wish, schedule) } : {}),
    }
    schedule.setMessage(sentenceFor(result))
    return result
  }
}

interface Rows {
  readonly where: string
  readonly before: string
}

function expiredCache(now: Date): Rows {
  return { where: 'from site_cache where expires_at <= ?', before: now.toISOString() }
}

function doneMailings({ mailing_days: days }: CleanupWish, now: Date): Rows {
  return {
    where: 'from site_mailing where completed_at < ?',
    before: new Date(now.getTime() - days * DAY_MS).toISOString(),
  }
}

function forget(store: Store, { dry_run: isDryRun }: CleanupWish, { where, before }: Rows): number {
  if (isDryRun) return store.first<{ rows: number }>(`select count(*) as rows ${where}`, before)?.rows ?? 0
  return store.run(`delete ${where}`, before).changes
}

async function cleanFolder(
  folder: string | undefined,
  wish: CleanupWish,
  schedule: Schedule,
): Promise<CleanResult | 'no such folder'> {
  if (folder === undefined) return 'no such folder'
  const olderThanMs = wish.older_than_minutes * MINUTE_MS
  return cleanTemporaryFiles(
    { folders: [folder], olderThanMs, dryRun: wish.dry_run, maxFiles: wish.max_files },
    schedule,
  )
}

function sentenceFor({ dryRun, cache = 0, mailings = 0, files = 'no such folder' }: CleanupResult): string {
  const count = files === 'no such folder' ? 0 : (files.wouldRemove ?? files.removed)
  const what = `${cache} cached answers, ${mailings} mailings and ${count} files`
  return dryRun ? `${what} would be removed` : `${what} removed`
}
