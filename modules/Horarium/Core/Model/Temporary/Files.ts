import type { Schedule } from '@horarium/sdk'
import { cleanRoot } from './clean-folder.js'
import { type CleanRequest, readRequest } from './request.js'
import { findRoots } from './roots.js'
import { type CleanResult, resultOf, startTally } from './tally.js'

const SAY_EVERY_FILES = 500

/** The handler of `horarium_clean_temporary_files`. */
export default class Files {
  /** Removes old files from the folders of its parameters. Throws, before anything is touched, when these are wrong. */
  async clean(schedule: Schedule): Promise<CleanResult> {
    return cleanTemporaryFiles(readRequest(schedule.params), schedule)
  }
}

/** Removes old files as a request says. Throws, before anything is touched, when one of its folders must not be cleaned. */
export async function cleanTemporaryFiles(request: CleanRequest, schedule: Schedule): Promise<CleanResult> {
  const { folders, olderThanMs, dryRun, maxFiles } = request
  const roots = await findRoots(folders)
  const tally = startTally()
  const onFile = (): void => {
    if (tally.scanned % SAY_EVERY_FILES === 0) schedule.setMessage(`${tally.scanned} files looked at so far`)
  }
  // Real time, not the entry's instant: the file system stamps files with this machine's clock, and an entry run
  // late, or dated by hand, says nothing of how old a file is now. Once per run, so that all files face one limit.
  const before = Date.now() - olderThanMs
  const { kept, guarded } = roots
  const round = { before, dryRun, maxFiles, tally, onFile, signal: schedule.signal, kept, guarded }
  for (const [done, path] of roots.paths.entries()) {
    schedule.progress((100 * done) / roots.paths.length)
    await cleanRoot(path, round)
  }
  const result = resultOf(tally, dryRun, roots.missing)
  report(schedule, result)
  return result
}

function report(schedule: Schedule, result: CleanResult): void {
  const { errors, ...counts } = result
  if (result.stopped !== 'aborted') schedule.progress(100)
  schedule.setMessage(sentenceFor(result))
  if (result.removed > 0) schedule.log.info('temporary files removed', counts)
  if (errors.length > 0) schedule.log.warn('some temporary files could not be removed', { errors })
}

function sentenceFor({ scanned, removed, wouldRemove, stopped }: CleanResult): string {
  const what = wouldRemove === undefined ? `${removed} removed` : `${wouldRemove} would be removed`
  return `${scanned} files looked at, ${what}${stopped ? ` (stopped: ${stopped})` : ''}`
}
