import { type Entry, type EntryKill, type FailedAttempt, maskParams } from '@horarium/core'
import { isoOf } from './shape.js'

/** An entry as every `--json` listing shows it; instants are ISO, UTC. */
export type EntryShape = Readonly<Pick<Entry, 'id' | 'jobCode' | 'group' | 'status' | 'attempt' | 'source'>> & {
  readonly target: string | null
  readonly scheduledAt: string
  readonly reason: string | null
  readonly releasedAt: string | null
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly durationMs: number | null
  readonly dueAt: string | null
  readonly waitsFor: string | null
  readonly worker: string | null
  readonly askedBy: string | null
  readonly priority: number | null
}

export function entryShape(entry: Entry): EntryShape {
  return {
    id: entry.id,
    jobCode: entry.jobCode,
    target: entry.target ?? null,
    group: entry.group,
    scheduledAt: isoOf(entry.scheduledAt),
    status: entry.status,
    reason: entry.reason ?? null,
    releasedAt: isoOf(entry.releasedAt),
    startedAt: isoOf(entry.startedAt),
    finishedAt: isoOf(entry.finishedAt),
    durationMs: entry.durationMs ?? null,
    attempt: entry.attempt,
    dueAt: isoOf(entry.dueAt),
    waitsFor: entry.waitsFor ?? null,
    worker: entry.worker ?? null,
    source: entry.source,
    askedBy: entry.askedBy ?? null,
    priority: entry.priority ?? null,
  }
}

/** What is said of an entry beyond a listing. */
export type EntryDetails = EntryShape & {
  readonly author: string | null
  readonly handedTo: number | null
  /** Secrets are masked. */
  readonly params: Record<string, string> | null
  /** What its handler returned; text where it was cut. */
  readonly result: unknown
  readonly message: string | null
  readonly progress: number | null
  readonly error: { readonly name: string; readonly message: string; readonly stack: string | null } | null
  readonly kill: KillShape | null
  readonly attempts: AttemptShape[]
  readonly log: readonly unknown[]
}

/** An entry with all there is to say about it. */
export function entryDetails(entry: Entry, log: string): EntryDetails {
  const { author, params, result, message, progress, error } = entry
  return {
    ...entryShape(entry),
    author: author ?? null,
    handedTo: entry.handedTo ?? null,
    params: params ? { ...maskParams(params) } : null,
    result: result === undefined ? null : parseJson(result),
    message: message ?? null,
    progress: progress ?? null,
    error: error ? { name: error.name, message: error.message, stack: error.stack ?? null } : null,
    kill: entry.kill ? killShape(entry.kill) : null,
    attempts: (entry.attempts ?? []).map(attemptShape),
    log: log.split('\n').filter(Boolean).map(parseJson),
  }
}

type KillShape = Omit<EntryKill, 'at' | 'seenAt'> & { readonly at: string; readonly seenAt: string | null }

function killShape({ at, seenAt, ...kill }: EntryKill): KillShape {
  return { ...kill, at: isoOf(at), seenAt: isoOf(seenAt) }
}

type AttemptShape = Omit<FailedAttempt, 'startedAt' | 'finishedAt' | 'error'> & {
  readonly startedAt: string
  readonly finishedAt: string
  readonly error: { name: string; message: string } | null
}

function attemptShape({ startedAt, finishedAt, error, ...rest }: FailedAttempt): AttemptShape {
  return { ...rest, startedAt: isoOf(startedAt), finishedAt: isoOf(finishedAt), error: error ? { ...error } : null }
}

// What was cut to fit its limit may be no JSON any more.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
