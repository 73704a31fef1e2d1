import { randomUUID } from 'node:crypto'
import {
  type AlertLook,
  type AlertWrites,
  beginLook,
  type Instance,
  type Lane,
  readOpenAlerts,
  settleGradually,
  settleLook,
} from '@horarium/store'
import { messageOf } from '../message.js'
import { outboxFields } from '../outbox.js'
import { type Condition, conditionField, parseCondition, subjectKey, type Told } from './condition.js'
import { judgeDeadlines, watchAnew } from './deadlines.js'
import { findSlow } from './find-slow.js'
import { judge, type Judgement, type SubjectNews } from './judge.js'
import { type LedgerNews, readLedger } from './read-ledger.js'
import type { WatchedJob } from './watched-job.js'

/** What a look looks at. */
export interface AlertScope {
  readonly instance: Instance
  /** Every lane, also those whose jobs are gone. */
  readonly lanes: readonly Lane[]
  readonly jobs: ReadonlyMap<string, WatchedJob>
  /** Names these jobs, their calendars and tolerances: with another one deadlines are worked out anew. */
  readonly digest: string
  /** By name, those people are told through. */
  readonly channels: readonly string[]
  /** How the instance is called in messages. */
  readonly name: string
}

/** What a look found. */
export interface LookReport {
  readonly notices: number
  readonly open: number
}

/** Looks are so far apart, in the whole instance. */
export const LOOK_EVERY_MS = 60_000
// Who ends an entry notes the time first and writes it after, at worst when Redis is back after an outage.
const OVERLAP_MS = 120_000

/**
 * Decides what is wrong with which job and what people are to be told, and writes that down: who dies after this has told
 * nobody, but somebody will. `undefined` when another look was begun less than a minute ago.
 */
export async function lookForAlerts(scope: AlertScope, now: number): Promise<LookReport | undefined> {
  const { instance, jobs, digest } = scope
  const begun = await beginLook(instance, { now, everyMs: LOOK_EVERY_MS, token: randomUUID() })
  if (!begun) return undefined
  if (begun.digest !== digest) await settleGradually(instance, begun.token, await watchAnew(instance, jobs, now))
  const findings = await gather(scope, begun, now)
  return writeDown(scope, findings, { begun, now })
}

interface Findings {
  readonly open: ReadonlyMap<string, readonly Condition[]>
  readonly news: ReadonlyMap<string, SubjectNews>
  readonly writes: AlertWrites
}

async function gather({ instance, lanes, jobs }: AlertScope, { seen }: AlertLook, now: number): Promise<Findings> {
  const ledger = await readLedger(lanes, jobs, { after: (seen ?? now) - OVERLAP_MS, until: now })
  const { slow, usual } = await findSlow(instance, { jobs, timed: ledger.timed, now })
  const jobSuccesses = successesOfJobs(ledger, jobs)
  const { overdue, deadlines } = await judgeDeadlines(instance, jobs, { now, succeeded: jobSuccesses })
  const poisoned = [...jobs.values()].flatMap(({ code, poisoned: pause }) =>
    pause && pause.from <= now && now < pause.until ? [[code, { at: pause.from, reason: pause.note }] as const] : [],
  )
  const open = openBySubject(await readOpenAlerts(instance))
  const happened = { failed: ledger.failed, missed: ledger.missed, slow, overdue, poisoned: new Map(poisoned) }
  const keys = new Set([...open.keys(), ...Object.values(happened).flatMap((map) => [...map.keys()])])
  const newsOf = (key: string): SubjectNews => {
    const found = Object.entries(happened).flatMap(([kind, map]) => (map.has(key) ? [[kind, map.get(key)]] : []))
    const [own, ofJob] = [ledger.succeeded.get(key), jobSuccesses.get(key)]
    return {
      happened: Object.fromEntries(found) as SubjectNews['happened'],
      ...(own === undefined ? {} : { successAt: own }),
      ...(ofJob === undefined ? {} : { jobSuccessAt: ofJob }),
    }
  }
  const successes = new Map([...jobSuccesses].map(([code, at]) => [code, String(at)]))
  return { open, news: new Map([...keys].map((key) => [key, newsOf(key)])), writes: { successes, usual, deadlines } }
}

// Whoever only hands its job to targets has not done it.
function successesOfJobs(
  { succeeded }: LedgerNews,
  jobs: ReadonlyMap<string, WatchedJob>,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const [key, at] of succeeded) {
    const [code = '', target] = key.split('~')
    if (jobs.get(code)?.hasTargets === (target !== undefined)) found.set(code, Math.max(at, found.get(code) ?? 0))
  }
  return found
}

function openBySubject(fields: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Condition[]> {
  const found = new Map<string, Condition[]>()
  for (const text of fields.values()) {
    const condition = parseCondition(text)
    const key = subjectKey(condition)
    found.set(key, [...(found.get(key) ?? []), condition])
  }
  return found
}

const SUBJECTS_AT_ONCE = 500

async function writeDown(
  { instance, jobs, channels, digest, name }: AlertScope,
  { open, news, writes }: Findings,
  { begun, now }: { readonly begun: AlertLook; readonly now: number },
): Promise<LookReport | undefined> {
  const telling: Told = { at: now, message: randomUUID(), channels }
  const judged = [...news].map(([key, own]) => {
    const [jobCode = '', target] = key.split('~')
    const subject = target === undefined ? { jobCode } : { jobCode, target }
    return judge({ subject, job: jobs.get(jobCode), open: open.get(key) ?? [], news: own, telling })
  })
  const notices = judged.flatMap((one) => one.notices)
  const message = messageOf(notices, { id: telling.message, at: now, instance: name })
  const outbox = notices.length === 0 ? new Map<string, string>() : outboxFields(message, channels)
  const known = new Set([...open.values()].flat())
  // With the first part: whatever of the others is lost is decided again, and told in a message of its own.
  for (let at = 0; at < judged.length; at += SUBJECTS_AT_ONCE) {
    const part = { open: openFields(judged.slice(at, at + SUBJECTS_AT_ONCE), known), ...(at === 0 ? { outbox } : {}) }
    if (!(await settleLook(instance, begun.token, part))) return undefined
  }
  const look = new Map([
    ['seen', String(now)],
    ['digest', digest],
  ])
  if (!(await settleGradually(instance, begun.token, writes))) return undefined
  if (!(await settleLook(instance, begun.token, { look }))) return undefined
  return { notices: notices.length, open: judged.reduce((sum, one) => sum + one.open.length, 0) }
}

// What has not changed is not written again.
function openFields(
  judged: readonly Judgement[],
  known: ReadonlySet<Condition>,
): ReadonlyMap<string, string | undefined> {
  const gone = judged.flatMap(({ closed }) => closed)
  const changed = judged.flatMap(({ open }) => open).filter((one) => !known.has(one))
  return new Map([
    ...gone.map((one) => [conditionField(one), undefined] as const),
    ...changed.map((one) => [conditionField(one), JSON.stringify(one)] as const),
  ])
}
