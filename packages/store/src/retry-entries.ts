import { type EntryError, parseEntryId } from '@horarium/core'
import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const RETRY = loadScript('retry')

/** An attempt that failed, and when the next one is due. */
export interface Retry {
  readonly id: string
  /** Epoch ms. */
  readonly dueAt: number
  /** Why this attempt failed. */
  readonly reason: string
  readonly error?: Pick<EntryError, 'name' | 'message'>
  /** What is left of the attempt's log, JSON lines. */
  readonly log?: string
}

/** Sends a worker's own run back to wait; refused, as an ending is, when the token is no longer the entry's. */
export function retryRun(lane: Lane, retry: Retry & { readonly token: string }, now: number): Promise<boolean> {
  return sendBack(lane, retry, { now, below: '', token: retry.token })
}

/** Sends a run back whose lease ended before `now`; one that was extended meanwhile is left alone. */
export function retryLost(lane: Lane, retry: Retry, now: number): Promise<boolean> {
  return sendBack(lane, retry, { now, below: now, token: '' })
}

/** When entries are due, in the order of the ids: a retried one at its next attempt, every other at its instant. */
export async function readDueTimes({ redis, keys }: Lane, ids: readonly string[]): Promise<readonly number[]> {
  if (ids.length === 0) return []
  const look = redis.pipeline()
  for (const id of ids) look.hget(keys.entry(id), 'dueAt')
  const answers = (await look.exec()) ?? []
  return ids.map((id, index) => Number(answers[index]?.[1] ?? parseEntryId(id).scheduledAt))
}

interface Condition {
  readonly now: number
  /** What the end of the lease must be below; '' sets no bound. */
  readonly below: number | ''
  readonly token: string
}

// A message may be of any length, and every attempt keeps one.
const MESSAGE_LIMIT = 1_000

async function sendBack(lane: Lane, retry: Retry, { now, below, token }: Condition): Promise<boolean> {
  const { id, dueAt, reason, error, log = '' } = retry
  const { running, pending, released, held, entry, log: logOf } = lane.keys
  const failure = [reason, error?.name ?? '', (error?.message ?? '').slice(0, MESSAGE_LIMIT)]
  const answer = await callScript(lane.redis, RETRY, {
    keys: [running, pending, released, held, entry(id), logOf(id)],
    args: [now, below, token, id, parseEntryId(id).jobCode, dueAt, log, ...failure],
  })
  if (answer === 1) lane.onNews?.({ is: 'retried', id, at: now, reason })
  return answer === 1
}
