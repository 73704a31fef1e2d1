import { type Entry, type FailedAttempt, maskParams } from '@horarium/core'
import { isoOf, type Shape } from './shape.js'

/** An entry as every `--json` listing shows it. */
export function entryShape(entry: Entry): Shape {
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

/** An entry with all there is to say about it. */
export function entryDetails(entry: Entry, log: string): Shape {
  const { author, params, result, message, progress, error } = entry
  return {
    ...entryShape(entry),
    author: author ?? null,
    handedTo: entry.handedTo ?? null,
    params: params ? maskParams(params) : null,
    result: result === undefined ? null : parseJson(result),
    message: message ?? null,
    progress: progress ?? null,
    error: error ? { name: error.name, message: error.message, stack: error.stack ?? null } : null,
    kill: entry.kill ? { ...entry.kill, at: isoOf(entry.kill.at), seenAt: isoOf(entry.kill.seenAt) } : null,
    attempts: (entry.attempts ?? []).map(attemptShape),
    log: log.split('\n').filter(Boolean).map(parseJson),
  }
}

function attemptShape({ startedAt, finishedAt, error, ...rest }: FailedAttempt): Shape {
  return { ...rest, startedAt: isoOf(startedAt), finishedAt: isoOf(finishedAt), error: error ?? null }
}

// What was cut to fit its limit may be no JSON any more.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
