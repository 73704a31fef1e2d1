import { type EntrySource, isStatus, parseEntryId, type Status } from '@horarium/core'
import { parseSource } from './entry-codec.js'
import type { Lane } from './lane.js'
import { entryIn } from './park-entries.js'
import { readFields } from './read-fields.js'

/** What a picture shows of an entry: what it answered, its params and its log may be long. */
export interface BriefEntry {
  readonly id: string
  readonly jobCode: string
  /** Instants are epoch ms. */
  readonly scheduledAt: number
  readonly status: Status
  readonly source: EntrySource
  readonly startedAt: number | undefined
  readonly finishedAt: number | undefined
  /** Of the last attempt. */
  readonly durationMs: number | undefined
  /** 0 while it has never run. */
  readonly attempt: number
  readonly reason: string | undefined
  readonly waitsFor: string | undefined
}

const FIELDS = ['status', 'source', 'startedAt', 'finishedAt', 'durationMs', 'attempt', 'waitsFor', 'reason'] as const
// Of what is due later no more is read: a horizon of thousands of jobs.
const OPEN_MOST = 5_000

/** Instants, epoch ms: the first inclusive, the second exclusive. */
export interface Between {
  readonly from: number
  readonly to: number
}

/** Finished entries of some jobs by their instants, with the one before: it may have run into the time. */
export async function readFinishedBetween(
  lane: Lane,
  jobCodes: readonly string[],
  { from, to }: Between,
): Promise<readonly BriefEntry[]> {
  const look = lane.redis.pipeline()
  for (const code of jobCodes) {
    look.zrange(lane.keys.job(code), `(${from}`, '-inf', 'BYSCORE', 'REV', 'LIMIT', 0, 1)
    look.zrange(lane.keys.job(code), from, `(${to}`, 'BYSCORE')
  }
  const ids = ((await look.exec()) ?? []).flatMap(([, members]) => members as readonly string[])
  const entries = await readBrief(lane, ids)
  // Without a finish it was purged meanwhile, or written again after the clock was set back.
  return entries.filter(
    ({ scheduledAt, finishedAt }) => finishedAt !== undefined && (scheduledAt >= from || finishedAt > from),
  )
}

/** The entries of a lane that have not ended. */
export interface OpenEntries {
  readonly entries: readonly BriefEntry[]
  /** Up to when all pending ones were read, epoch ms; infinite where all were. */
  readonly readTo: number
}

/** What runs, what is due and waits, and what is due before an instant, of some jobs. */
export async function readOpen(lane: Lane, jobCodes: ReadonlySet<string>, to: number): Promise<OpenEntries> {
  const { redis, keys } = lane
  const [running, released, parked, pending] = await Promise.all([
    redis.zrange(keys.running, '0', '-1'),
    redis.zrange(keys.released, '0', `${OPEN_MOST - 1}`),
    redis.zrange(keys.parked, '0', `${OPEN_MOST - 1}`),
    redis.zrange(keys.pending, '-inf', `(${to}`, 'BYSCORE', 'LIMIT', 0, OPEN_MOST, 'WITHSCORES'),
  ])
  const waiting = pending.filter((_, index) => index % 2 === 0)
  const readTo = waiting.length < OPEN_MOST ? Infinity : Number(pending.at(-1))
  const all = new Set([...running, ...released, ...parked.map(entryIn), ...waiting])
  const wanted = [...all].filter((id) => jobCodes.has(parseEntryId(id).jobCode))
  const entries = await readBrief(lane, wanted)
  // One that ended between the two reads is in the ledger by now.
  return { entries: entries.filter(({ status }) => status === 'pending' || status === 'running'), readTo }
}

async function readBrief(lane: Lane, ids: readonly string[]): Promise<readonly BriefEntry[]> {
  const found = await readFields(lane, ids, FIELDS)
  return found.map((values, index) => briefOf(ids[index] ?? '', values))
}

// Every field is always there: thousands are read at once, and objects of one shape are made and thrown away quickest.
function briefOf(id: string, values: readonly string[]): BriefEntry {
  const { jobCode, scheduledAt } = parseEntryId(id)
  const [status = '', source, startedAt, finishedAt, durationMs, attempt, waitsFor, reason] = values
  return {
    id,
    jobCode,
    scheduledAt,
    // What the calendar wrote down has no record until somebody claims or ends it.
    status: isStatus(status) ? status : 'pending',
    source: parseSource(source),
    startedAt: numberIn(startedAt),
    finishedAt: numberIn(finishedAt),
    durationMs: numberIn(durationMs),
    attempt: numberIn(attempt) ?? 0,
    reason: reason || undefined,
    waitsFor: waitsFor || undefined,
  }
}

function numberIn(text: string | undefined): number | undefined {
  return text ? Number(text) : undefined
}
