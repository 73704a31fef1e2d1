import { compileCalendar, recountInstants } from '@horarium/calendar'
import { type CalendarSpec, type Entry, entryId, jobPathOf } from '@horarium/core'
import { audit, type AuditedInstant, type Fate } from '@horarium/engine'
import {
  type AuditLine,
  type DefinitionRecord,
  findEntry,
  type Gap,
  type Lane,
  listGaps,
  readAudit,
  readDefinitions,
} from '@horarium/store'
import type { App } from '../app.js'
import { findJob } from '../find-job.js'
import { findTargets, type HandedOver } from './find-targets.js'
import { tellStory } from './tell-story.js'

/** Everything that is known of one instant of a job. Instants are epoch ms. */
export interface InstantFacts {
  readonly jobCode: string
  readonly instant: number
  readonly now: number
  /** Which calendar counted then, or why none did; absent where nothing was written down by then. */
  readonly definition: DefinitionRecord | undefined
  /** Whether that calendar has the instant. */
  readonly isWanted: boolean
  /** What became of it; absent where it was not wanted. */
  readonly fate: Fate | undefined
  readonly entry: Entry | undefined
  readonly gap: Gap | undefined
  /** What became of its job's targets, where the entry was handed to them. */
  readonly targets: HandedOver | undefined
  /** The entry that kept this one from running. */
  readonly holder: Entry | undefined
  /** The calendar's neighbours of the instant. */
  readonly before: number | undefined
  readonly after: number | undefined
  /** Changes of the job's settings up to then, newest first. */
  readonly changes: readonly AuditLine[]
  readonly aheadMs: number
}

export interface Explanation extends InstantFacts {
  /** The same for a person. */
  readonly sentences: readonly string[]
}

/** Tells the story of one instant of a job. Throws `usage` for a job that nobody knows or has known. */
export async function explainInstant(app: App, typed: string, instant: number): Promise<Explanation> {
  const lanes = [...app.plans().values()].map(({ lane }) => lane)
  const jobCode = await knownCode(app, lanes, typed)
  const audited = await auditOne(lanes, jobCode, instant)
  const entry = await findIn(lanes, entryId(jobCode, instant))
  const definition = await definitionAt(app, lanes, { jobCode, instant })
  const facts: InstantFacts = {
    jobCode,
    instant,
    now: app.clock.now(),
    definition,
    isWanted: definition?.spec !== undefined && recountInstants(definition.spec, instant - 1, instant).length > 0,
    fate: audited?.fate,
    entry,
    gap: await gapAt(lanes, jobCode, instant),
    targets: await findTargets(lanes, entry),
    holder: await holderOf(lanes, entry),
    ...neighboursOf(definition?.spec, instant),
    changes: await changesOf(app, jobCode, instant),
    aheadMs: aheadOf(app, jobCode),
  }
  return { ...facts, sentences: tellStory(facts) }
}

// A job that is gone from the modules still has a past.
async function knownCode(app: App, lanes: readonly Lane[], typed: string): Promise<string> {
  for (const lane of lanes) if ((await readDefinitions(lane, [typed])).size > 0) return typed
  return findJob(app.configuration().jobs, typed).code
}

async function auditOne(lanes: readonly Lane[], jobCode: string, instant: number): Promise<AuditedInstant | undefined> {
  for (const lane of lanes) {
    const window = { after: instant - 1, until: instant, jobCode, others: lanes.filter((other) => other !== lane) }
    for await (const [one] of audit(lane, window, recountInstants)) if (one) return one
  }
  return undefined
}

async function findIn(lanes: readonly Lane[], id: string): Promise<Entry | undefined> {
  for (const lane of lanes) {
    const entry = await findEntry(lane, id)
    if (entry) return entry
  }
  return undefined
}

interface JobInstant {
  readonly jobCode: string
  readonly instant: number
}

// The latest record that began before the instant; of two lanes the one that had a calendar.
async function definitionAt(
  app: App,
  lanes: readonly Lane[],
  { jobCode, instant }: JobInstant,
): Promise<DefinitionRecord | undefined> {
  const records = await Promise.all(
    lanes.map(async (lane) => (await readDefinitions(lane, [jobCode])).get(jobCode) ?? []),
  )
  const last = records.flatMap((own) => own.findLast(({ from }) => from < instant) ?? [])
  const found = last.find(({ spec }) => spec !== undefined) ?? last.toSorted((a, b) => b.from - a.from)[0]
  if (found || instant <= app.clock.now()) return found
  // Not written yet: what would count is what the configuration says.
  const job = app.configuration().jobs.find(({ code }) => code === jobCode)
  if (!job) return undefined
  const { status, calendar } = job
  const from = app.clock.now()
  return status === 'ok' && calendar ? { from, spec: calendar } : { from, why: status === 'ok' ? 'by hand' : status }
}

async function gapAt(lanes: readonly Lane[], jobCode: string, instant: number): Promise<Gap | undefined> {
  for (const lane of lanes) {
    const gaps = await listGaps(lane, instant, Number.MAX_SAFE_INTEGER)
    const gap = gaps.find((one) => one.jobCode === jobCode && one.from < instant)
    if (gap) return gap
  }
  return undefined
}

async function holderOf(lanes: readonly Lane[], entry: Entry | undefined): Promise<Entry | undefined> {
  const [, id] = /^(?:(?:killed by )?overlap|misfire): (\S+)/.exec(entry?.reason ?? '') ?? []
  return id === undefined ? undefined : findIn(lanes, id)
}

const WEEK_MS = 7 * 86_400_000

function neighboursOf(
  spec: CalendarSpec | undefined,
  instant: number,
): { readonly before: number | undefined; readonly after: number | undefined } {
  const calendar = spec && compileCalendar(spec).calendar
  if (calendar?.kind !== 'timed') return { before: undefined, after: undefined }
  // The nearest stretch that has one: a calendar may be dense, or rare.
  for (let length = 3_600_000; length < 60 * WEEK_MS; length *= 24) {
    const before = calendar.between(instant - length, instant - 1).at(-1)
    if (before !== undefined) return { before, after: calendar.next(instant) }
  }
  return { before: undefined, after: calendar.next(instant) }
}

const TRAIL = 1_000
const SHOWN = 3

async function changesOf(app: App, jobCode: string, instant: number): Promise<readonly AuditLine[]> {
  const lines = await readAudit(app.instance, TRAIL)
  return lines.filter(({ path, at }) => at <= instant && jobPathOf(path)?.code === jobCode).slice(0, SHOWN)
}

function aheadOf(app: App, jobCode: string): number {
  const plans = [...app.plans().values()]
  return (plans.find(({ jobs }) => jobs.has(jobCode)) ?? plans[0])?.settings.aheadMs ?? 0
}
