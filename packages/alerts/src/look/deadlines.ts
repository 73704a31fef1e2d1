import { setImmediate } from 'node:timers/promises'
import { type AlertWrites, type Instance, readAlertFacts, readOverdue, readWatched } from '@horarium/store'
import type { Happening } from './judge.js'
import { overdueAt, RECHECK_MS } from './overdue-at.js'
import type { WatchedJob } from './watched-job.js'

type Jobs = ReadonlyMap<string, WatchedJob>

/** Watches the jobs of another configuration: each has a deadline, and those that are gone have none. */
export async function watchAnew(instance: Instance, jobs: Jobs, now: number): Promise<AlertWrites> {
  const kept = await readWatched(instance)
  const codes = [...jobs.keys()]
  const successes = await readAlertFacts(instance, 'alertSuccesses', codes)
  const watched = new Map<string, string | undefined>()
  const deadlines = new Map<string, number | undefined>()
  for (const [index, job] of [...jobs.values()].entries()) {
    await breathe(index)
    const { code, calendar } = job
    const before = parseWatched(kept.get(code))
    // With another calendar nobody knows yet when it should have run.
    const since = before && before.fingerprint === calendar?.fingerprint ? before.since : now
    watched.set(code, calendar && `${since} ${calendar.fingerprint}`)
    deadlines.set(code, overdueAt(job, { since, successAt: numberOf(successes.get(code)) }, now))
  }
  const gone = [...kept.keys()].filter((code) => !jobs.has(code))
  const nothing = gone.map((code) => [code, undefined] as const)
  return {
    watched: new Map([...watched, ...nothing]),
    deadlines: new Map([...deadlines, ...nothing]),
    successes: new Map(nothing),
    usual: new Map(nothing),
  }
}

export interface DeadlineNews {
  /** By job code. */
  readonly overdue: ReadonlyMap<string, Happening>
  readonly deadlines: ReadonlyMap<string, number | undefined>
}

const BREATHE_EVERY = 200

// Ten thousand calendars take a fifth of a second, in which a clockwork would be late.
async function breathe(index: number): Promise<void> {
  if (index % BREATHE_EVERY === BREATHE_EVERY - 1) await setImmediate()
}

const AT_ONCE = 10_000

/** Looks at the jobs whose deadline is over: a success may have moved it long ago. */
export async function judgeDeadlines(
  instance: Instance,
  jobs: Jobs,
  { now, succeeded }: { readonly now: number; readonly succeeded: ReadonlyMap<string, number> },
): Promise<DeadlineNews> {
  const codes = await readOverdue(instance, now, AT_ONCE)
  const facts = await readSuccesses(instance, codes, succeeded)
  const overdue = new Map<string, Happening>()
  const deadlines = new Map<string, number | undefined>()
  for (const [index, code] of codes.entries()) {
    await breathe(index)
    const job = jobs.get(code)
    const last = facts.get(code)
    const deadline = job && last && overdueAt(job, last, now)
    const isOver = deadline !== undefined && deadline <= now
    deadlines.set(code, isOver ? now + RECHECK_MS : deadline)
    if (isOver) overdue.set(code, { at: deadline, reason: reasonOf(last?.successAt, last?.since ?? now) })
  }
  return { overdue, deadlines }
}

interface KnownSuccess {
  readonly since: number
  readonly successAt: number | undefined
}

/** When jobs last succeeded, as far as it is known, and since when they are watched. */
export async function readSuccesses(
  instance: Instance,
  codes: readonly string[],
  succeeded: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, KnownSuccess>> {
  const [watched, successes] = await Promise.all([
    readAlertFacts(instance, 'alertsWatched', codes),
    readAlertFacts(instance, 'alertSuccesses', codes),
  ])
  const factsOf = (code: string): KnownSuccess => ({
    since: parseWatched(watched.get(code))?.since ?? 0,
    successAt: succeeded.get(code) ?? numberOf(successes.get(code)),
  })
  return new Map(codes.map((code) => [code, factsOf(code)]))
}

function reasonOf(successAt: number | undefined, since: number): string {
  const when = new Date(successAt ?? since).toISOString()
  return successAt === undefined ? `no success since it is watched, ${when}` : `no success since ${when}`
}

function parseWatched(text: string | undefined): { readonly since: number; readonly fingerprint: string } | undefined {
  const [, since, fingerprint = ''] = /^(\d+) (.*)$/s.exec(text ?? '') ?? []
  return since === undefined ? undefined : { since: Number(since), fingerprint }
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}
