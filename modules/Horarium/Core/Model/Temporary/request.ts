/** What a run is asked to remove. */
export interface CleanRequest {
  /** As typed: absolute, or relative to the working directory. */
  readonly folders: readonly string[]
  readonly olderThanMs: number
  readonly dryRun: boolean
  /** Files one run removes at most. */
  readonly maxFiles: number
}

/** Reads a job's parameters; throws one error that names everything wrong with them. */
export function readRequest(params: Readonly<Record<string, string>>): CleanRequest {
  const given = { ...DEFAULTS, ...params }
  const faults = [
    ...Object.keys(params).filter(isUnknown).map(unknownFault),
    ...folderFaults(given.folders),
    ...numberFaults('older_than_minutes', given.older_than_minutes, TEN_YEARS_MINUTES),
    ...numberFaults('max_files', given.max_files, MOST_FILES),
    ...flagFaults(given.dry_run),
  ]
  if (faults.length > 0) throw new Error(`Nothing was removed: ${faults.join('; ')}.`)
  return {
    folders: foldersOf(given.folders),
    olderThanMs: Number(given.older_than_minutes) * MINUTE_MS,
    dryRun: given.dry_run.trim() === '1',
    maxFiles: Number(given.max_files),
  }
}

const DEFAULTS = { folders: '.horarium/tmp', older_than_minutes: '1440', dry_run: '0', max_files: '10000' }
const MINUTE_MS = 60_000
const TEN_YEARS_MINUTES = 5_256_000
const MOST_FILES = 1_000_000

// A misspelt dry_run would remove files its author meant to keep.
function isUnknown(name: string): boolean {
  return !Object.hasOwn(DEFAULTS, name)
}

function unknownFault(name: string): string {
  return `there is no parameter '${name}' (there are ${Object.keys(DEFAULTS).join(', ')})`
}

function foldersOf(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim())
}

function folderFaults(text: string): readonly string[] {
  return foldersOf(text).includes('') ? [`folders '${text.trim()}' has an empty name`] : []
}

function numberFaults(name: string, text: string, max: number): readonly string[] {
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN
  return number >= 1 && number <= max ? [] : [`${name} '${text}' is not a whole number from 1 to ${max}`]
}

function flagFaults(text: string): readonly string[] {
  return ['0', '1'].includes(text.trim()) ? [] : [`dry_run '${text}' is neither 0 nor 1`]
}
