import type { FinishedStatus } from '@horarium/core'

/** The keys of one lane; all share the hash tag, so that every script is legal on a Redis Cluster. */
export interface LaneKeys {
  /** BullMQ's prefix for the lane's queue. */
  readonly prefix: string
  /** zset: entry id by due time. */
  readonly pending: string
  /** zset: entry id by the time it was handed to the queue. */
  readonly released: string
  /** zset, by text: `<what is waited for> <stamp> <entry id>`; see park-entries. */
  readonly parked: string
  /** zset: released entries that the lane keeps room for, by when they got it. */
  readonly turns: string
  /** zset: entry id by the end of its lease. */
  readonly running: string
  /** hash: job code -> `<watermark ms> <fingerprint>`. */
  readonly watermark: string
  /** hash: job code -> JSON of which calendar counted from when. */
  readonly definitions: string
  /** zset: entries whose success is to be followed, by when that was noted. */
  readonly owed: string
  /** zset: of what was purged, up to which instant. */
  readonly forgotten: string
  /** hash: job code -> the entries that run now or are next, by spaces, or `>` and the lane the job was moved to. */
  readonly held: string
  /** hash: `<job code> failures` and `<job code> deaths` -> how many in a row. */
  readonly streaks: string
  /** zset: JSON of a gap record by the end of the gap. */
  readonly gaps: string
  /** hash: when the lane was last generated and purged. */
  readonly stamps: string
  /** zset: entry id by finish time. */
  readonly finished: (status: FinishedStatus) => string
  /** zset: finished entry id by instant. */
  readonly job: (code: string) => string
  /** hash: what there is to say of an entry. */
  readonly entry: (id: string) => string
  /** string: the run's log, JSON lines. */
  readonly log: (id: string) => string
  /** hash: `<job code> <status>` -> how many finished so that day (UTC). */
  readonly counts: (day: string) => string
}

export function laneKeys(namespace: string, lane: string): LaneKeys {
  const prefix = `${namespace}:{${lane}}`
  return {
    prefix,
    pending: `${prefix}:pending`,
    released: `${prefix}:released`,
    parked: `${prefix}:parked`,
    turns: `${prefix}:turns`,
    running: `${prefix}:running`,
    watermark: `${prefix}:watermark`,
    definitions: `${prefix}:definitions`,
    owed: `${prefix}:owed`,
    forgotten: `${prefix}:forgotten`,
    held: `${prefix}:held`,
    streaks: `${prefix}:streaks`,
    gaps: `${prefix}:gaps`,
    stamps: `${prefix}:stamps`,
    finished: (status) => `${prefix}:finished:${status}`,
    job: (code) => `${prefix}:job:${code}`,
    entry: (id) => `${prefix}:entry:${id}`,
    log: (id) => `${prefix}:log:${id}`,
    counts: (day) => `${prefix}:counts:${day}`,
  }
}

/** The keys of the instance itself; `~` is no legal group name, so no lane can meet them. */
export interface InstanceKeys {
  /** hash: path -> JSON of an override. */
  readonly overrides: string
  /** stream: who changed what, with before and after. */
  readonly audit: string
  /** counter: grows with every override, so that processes notice. */
  readonly revision: string
  /** counter: grows whenever every process is to read its files again. */
  readonly reload: string
  /** hash: digest of files -> the number it was brought under, until when it is in use, by whom. */
  readonly configurations: string
  /** hash: worker name -> JSON of its last sign of life. */
  readonly workers: string
  /** set: every lane that was ever written to. */
  readonly lanes: string
  /** hash: the last pass. */
  readonly pass: string
  /** hash: token id -> JSON of a token and the hash of its secret. */
  readonly tokens: string
  /** hash: user name -> JSON of a user and what their password became. */
  readonly users: string
  /** string: JSON of whose session it is, by the hash of its secret. */
  readonly session: (hash: string) => string
  /** counter: how often somebody has tried to log in of late. */
  readonly tries: (who: string) => string
  /** hash: the last look for alerts, by when, and what it has seen. */
  readonly alertLook: string
  /** hash: `<kind> <subject>` -> JSON of what is wrong. */
  readonly alertsOpen: string
  /** zset: job code by when it is overdue if nothing succeeds until then. */
  readonly alertDeadlines: string
  /** hash: job code -> `<since when it is watched, ms> <fingerprint>`. */
  readonly alertsWatched: string
  /** hash: job code -> when it last succeeded, ms. */
  readonly alertSuccesses: string
  /** hash: job code -> `<how long its runs take, ms> <when that was worked out, ms>`. */
  readonly alertUsual: string
  /** hash: `<message id> <channel>` -> JSON of a message that is to be delivered. */
  readonly alertOutbox: string
  /** hash: the same -> JSON of how often that was tried, and what happened. */
  readonly alertAttempts: string
}

export function instanceKeys(namespace: string): InstanceKeys {
  const prefix = `${namespace}:{~}`
  return {
    overrides: `${prefix}:overrides`,
    audit: `${prefix}:audit`,
    revision: `${prefix}:revision`,
    reload: `${prefix}:reload`,
    configurations: `${prefix}:configurations`,
    workers: `${prefix}:workers`,
    lanes: `${prefix}:lanes`,
    pass: `${prefix}:pass`,
    tokens: `${prefix}:tokens`,
    users: `${prefix}:users`,
    session: (hash) => `${prefix}:session:${hash}`,
    tries: (who) => `${prefix}:tries:${who}`,
    alertLook: `${prefix}:alerts:look`,
    alertsOpen: `${prefix}:alerts:open`,
    alertDeadlines: `${prefix}:alerts:deadlines`,
    alertsWatched: `${prefix}:alerts:watched`,
    alertSuccesses: `${prefix}:alerts:successes`,
    alertUsual: `${prefix}:alerts:usual`,
    alertOutbox: `${prefix}:alerts:outbox`,
    alertAttempts: `${prefix}:alerts:attempts`,
  }
}
