import { codeOf } from './roots.js'

/** What a run leaves as its result. */
export interface CleanResult {
  /** Files looked at. */
  readonly scanned: number
  readonly removed: number
  /** Size of the files removed, or that would be. */
  readonly bytes: number
  readonly removedFolders: number
  /** Links are left alone, whatever they point to. */
  readonly skippedLinks: number
  readonly missingFolders: number
  /** Only in a dry run. */
  readonly wouldRemove?: number
  /** Why it ended before everything was looked at; the next run goes on. */
  readonly stopped?: 'aborted' | 'max_files'
  /** The first of what could not be looked at or removed. */
  readonly errors: readonly string[]
  readonly errorCount: number
}

/** Counts while a run goes on. */
export interface Tally {
  scanned: number
  /** Files removed, or that would be. */
  taken: number
  bytes: number
  removedFolders: number
  skippedLinks: number
  stopped: CleanResult['stopped']
  errorCount: number
  readonly errors: string[]
}

const ERRORS_KEPT = 20

export function startTally(): Tally {
  return {
    scanned: 0,
    taken: 0,
    bytes: 0,
    removedFolders: 0,
    skippedLinks: 0,
    stopped: undefined,
    errorCount: 0,
    errors: [],
  }
}

/** Notes what could not be looked at or removed; that somebody else removed it first is no error. */
export function noteError(tally: Tally, path: string, error: unknown): void {
  const code = codeOf(error)
  if (code === 'ENOENT') return
  tally.errorCount += 1
  if (tally.errors.length < ERRORS_KEPT) tally.errors.push(`${path}: ${code}`)
}

/** The result of a run that counted `tally`. */
export function resultOf(tally: Tally, dryRun: boolean, missingFolders: number): CleanResult {
  const { taken, stopped, ...counts } = tally
  return {
    ...counts,
    removed: dryRun ? 0 : taken,
    missingFolders,
    ...(dryRun ? { wouldRemove: taken } : {}),
    ...(stopped ? { stopped } : {}),
  }
}
