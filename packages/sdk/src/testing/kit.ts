import type { JobRun, RunJobOptions } from './job-run.js'
import type { Rehearsal, RehearseOptions } from './rehearsal.js'

/** What runs modules in a test; it needs all of Horarium, and so is a package of its own. */
export interface TestKit {
  readonly runJob: (options: RunJobOptions) => Promise<JobRun>
  readonly rehearse: (options: RehearseOptions) => Promise<Rehearsal>
}

// Not written into the import: a compiler would look for what an author need not have.
const PACKAGE: string = '@horarium/rehearsal'

/**
 * Runs one job as a real run would: its XML says which handler, with which parameters, for which targets. Called in this
 * process, without Redis. Rejects where the module is not sound, or not built.
 */
export async function runJob(options: RunJobOptions): Promise<JobRun> {
  return (await loadKit()).runJob(options)
}

/**
 * Plays a time of the modules' schedules, a day in some hundred milliseconds: real entries in a Redis of its own, handlers
 * called in this process, and a clock that jumps. Rejects where a module is not sound, or not built. Nothing is left behind.
 */
export async function rehearse(options: RehearseOptions): Promise<Rehearsal> {
  return (await loadKit()).rehearse(options)
}

async function loadKit(): Promise<TestKit> {
  try {
    const kit: TestKit = await import(PACKAGE)
    return kit
  } catch (cause) {
    if (!isMissing(cause)) throw cause
    throw new Error(`Running a module in a test needs ${PACKAGE}: npm install --save-dev ${PACKAGE}`, { cause })
  }
}

// Node says it in these words, and so do bundlers that serve a test.
const MISSING = new RegExp(`(?:find (?:package|module)|load url|resolve import) ['"]?${PACKAGE}(?:['"\\s]|$)`, 'i')

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && MISSING.test(thrown.message)
}
