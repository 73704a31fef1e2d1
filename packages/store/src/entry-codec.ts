import {
  type Entry,
  type EntryKill,
  ENTRY_SOURCES,
  type EntrySource,
  type FailedAttempt,
  groupOf,
  isStatus,
  type Params,
  parseEntryId,
} from '@horarium/core'
import type { Lane } from './lane.js'

/** What is stored of an entry: its hash, and when it was released if nobody has claimed it yet. */
export interface StoredEntry {
  readonly hash: Readonly<Record<string, string>>
  readonly releasedAt?: number
}

/** Builds an entry; one the calendar wrote has an empty hash until somebody claims or ends it. */
export function decodeEntry(lane: Lane, id: string, { hash, releasedAt }: StoredEntry): Entry {
  const parts = parseEntryId(id)
  const status = hash['status'] ?? 'pending'
  return {
    id,
    ...parts,
    group: groupOf(lane.name),
    status: isStatus(status) ? status : 'pending',
    source: parseSource(hash['source']),
    attempt: Number(hash['attempt'] ?? 0),
    ...(releasedAt === undefined ? {} : { releasedAt }),
    ...texts(hash),
    ...numbers(hash),
    ...paramsOf(hash),
    ...(hash['attempts'] ? { attempts: hash['attempts'].split('\n').filter(Boolean).map(decodeAttempt) } : {}),
    ...(hash['errorName'] === undefined ? {} : { error: errorOf(hash) }),
    ...(hash['killAt'] === undefined ? {} : { kill: killOf(hash) }),
  }
}

/** Reads who asked for an entry: the calendar where nothing else is said. */
export function parseSource(text: string | undefined): EntrySource {
  return ENTRY_SOURCES.find((source) => source === text) ?? 'calendar'
}

// As the handler was given them: what its job says, and what was asked for over it.
function paramsOf({ jobParams, params }: Readonly<Record<string, string>>): Pick<Entry, 'params'> {
  const kept = [jobParams, params].filter((text) => text !== undefined && text !== '')
  if (kept.length === 0) return {}
  return { params: Object.assign({}, ...kept.map((text) => JSON.parse(text ?? '') as Params)) as Params }
}

const COUNTS = ['depth', 'priority', 'handedTo'] as const
const TEXTS = ['reason', 'worker', 'author', 'askedBy', 'result', 'message', 'waitsFor'] as const
const NUMBERS = ['releasedAt', 'startedAt', 'finishedAt', 'durationMs', 'progress', 'dueAt', ...COUNTS] as const

function texts(hash: Readonly<Record<string, string>>): Partial<Record<(typeof TEXTS)[number], string>> {
  return Object.fromEntries(TEXTS.flatMap((name) => (hash[name] === undefined ? [] : [[name, hash[name]]])))
}

function numbers(hash: Readonly<Record<string, string>>): Partial<Record<(typeof NUMBERS)[number], number>> {
  return Object.fromEntries(NUMBERS.flatMap((name) => (hash[name] === undefined ? [] : [[name, Number(hash[name])]])))
}

function errorOf(hash: Readonly<Record<string, string>>): Entry['error'] & object {
  const stack = hash['errorStack']
  return {
    name: hash['errorName'] ?? 'Error',
    message: hash['errorMessage'] ?? '',
    ...(stack ? { stack } : {}),
  }
}

function killOf({
  killBy = '',
  killWhy = '',
  killAt,
  killSeenAt,
  killForce,
}: Readonly<Record<string, string>>): EntryKill {
  const seen = killSeenAt === undefined ? {} : { seenAt: Number(killSeenAt) }
  return { by: killBy, why: killWhy, at: Number(killAt), force: killForce === '1', ...seen }
}

function decodeAttempt(line: string): FailedAttempt {
  const kept = JSON.parse(line) as Readonly<Record<string, string>>
  const [attempt, startedAt, finishedAt] = ['attempt', 'startedAt', 'finishedAt'].map((name) => Number(kept[name] ?? 0))
  const { worker = '', reason = '', errorName = '', errorMessage = '' } = kept
  return {
    attempt: attempt ?? 0,
    startedAt: startedAt ?? 0,
    finishedAt: finishedAt ?? 0,
    durationMs: (finishedAt ?? 0) - (startedAt ?? 0),
    worker,
    reason,
    ...(errorName === '' ? {} : { error: { name: errorName, message: errorMessage } }),
  }
}
