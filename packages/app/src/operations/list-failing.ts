import { type JobDefinition, parseEntryId } from '@horarium/core'
import { type EntryVerdict, type Lane, readFailed, readNewest, readVerdicts } from '@horarium/store'
import type { App } from '../app.js'

/** A job, or one of its targets, whose last run that finished is an error. */
export interface FailingJob {
  readonly definition: JobDefinition
  readonly target?: string
  readonly entryId: string
  readonly reason: string
  /** Epoch ms. */
  readonly finishedAt: number
}

// Beyond as many skipped and missed in a row a job says no more of itself.
const LOOKED_AT = 200

/** Every job whose last run that finished is an error; one that somebody switched off is left out. */
export function listFailing(app: App): Promise<readonly FailingJob[]> {
  return failingAmong(app, () => true)
}

// Of ten thousand jobs few fail: whoever looks every few seconds asks only those that lately did.
const LATELY = 5_000

/** The same among the jobs of the newest failures; `isAll` where no older ones are known. */
export async function listFailingLately(
  app: App,
): Promise<{ readonly failing: readonly FailingJob[]; readonly isAll: boolean }> {
  const found = await Promise.all([...app.plans().values()].map(({ lane }) => readFailed(lane, LATELY)))
  const codes = new Set(found.flatMap(({ ids }) => ids.map((id) => parseEntryId(id).jobCode)))
  const failing = await failingAmong(app, ({ code }) => codes.has(code))
  return { failing, isAll: found.every(({ isAll }) => isAll) }
}

async function failingAmong(app: App, isAsked: (job: JobDefinition) => boolean): Promise<readonly FailingJob[]> {
  const plans = [...app.plans().values()]
  const failing: FailingJob[] = []
  for (const { lane, jobs } of plans) {
    const able = [...jobs.values()].map(({ definition }) => definition).filter(({ status }) => status !== 'disabled')
    const own = able.filter(isAsked)
    const runs = await lastRunsIn(lane, own)
    // A job that was moved to another group has left its history behind.
    const rest = own.filter(({ code }) => !runs.has(code))
    for (const other of rest.length > 0 ? plans : [])
      for (const [code, found] of await lastRunsIn(other.lane, rest)) runs.set(code, found)
    failing.push(...own.flatMap((definition) => failuresOf(definition, runs.get(definition.code) ?? [])))
  }
  return failing.toSorted((a, b) => b.finishedAt - a.finishedAt)
}

function failuresOf(definition: JobDefinition, runs: readonly EntryVerdict[]): readonly FailingJob[] {
  return runs.flatMap(({ id, status, reason, finishedAt }) => {
    const { target } = parseEntryId(id)
    if (status !== 'error') return []
    return [{ definition, entryId: id, reason, finishedAt, ...(target === undefined ? {} : { target }) }]
  })
}

type Runs = Map<string, readonly EntryVerdict[]>

/** By job code the last run of the job, or of each of its targets; jobs that never ran are left out. */
async function lastRunsIn(lane: Lane, jobs: readonly JobDefinition[]): Promise<Runs> {
  const found: Runs = new Map()
  const shallow = jobs.filter(isTold)
  // Mostly the newest entry tells; ten thousand jobs have two million more.
  const newest = await verdictsOf(lane, shallow, 1)
  for (const [code, verdicts] of newest) if (verdicts.some(isRun)) found.set(code, verdicts)
  const deep = jobs.filter((job) => !isTold(job) || (newest.has(job.code) && !found.has(job.code)))
  for (const job of deep) {
    const verdicts = (await verdictsOf(lane, [job], LOOKED_AT)).get(job.code) ?? []
    const runs = new Map<string, EntryVerdict>()
    for (const verdict of verdicts.filter(isRun).toSorted((a, b) => a.finishedAt - b.finishedAt))
      runs.set(parseEntryId(verdict.id).target ?? '', verdict)
    if (runs.size > 0) found.set(job.code, [...runs.values()])
  }
  return found
}

function isTold({ targets, policy }: JobDefinition): boolean {
  return targets === undefined && policy.overlap !== 'allow'
}

function isRun({ status }: EntryVerdict): boolean {
  return status === 'success' || status === 'error'
}

async function verdictsOf(lane: Lane, jobs: readonly JobDefinition[], count: number): Promise<Runs> {
  const codes = jobs.map(({ code }) => code)
  const ids = [...(await readNewest(lane, codes, count)).values()].flat()
  const found = new Map<string, EntryVerdict[]>()
  for (const verdict of await readVerdicts(lane, ids)) {
    const { jobCode } = parseEntryId(verdict.id)
    found.set(jobCode, [...(found.get(jobCode) ?? []), verdict])
  }
  return found
}
