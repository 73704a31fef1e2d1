import { type App, queryEntries, showEntry } from '@horarium/app'
import type { Entry } from '@horarium/core'
import type { LoggedLine, RehearsedEntry, RehearsedGap } from '@horarium/sdk/testing'
import { type Lane, listGaps, readFinished } from '@horarium/store'
import type { Span } from './order.js'

interface Found {
  readonly entry: Entry
  /** JSON lines. */
  readonly log: string
}

/** Reads every entry once it has ended, before a purge can forget it. */
export class EndedEntries {
  readonly #waiting = new Map<Lane, string[]>()
  readonly #reads: Promise<readonly Found[]>[] = []

  constructor(app: App) {
    app.listen((lane, news) => {
      if (news.is === 'ended') this.#note(lane, news.id)
    })
  }

  async all(): Promise<readonly Found[]> {
    return (await Promise.all(this.#reads)).flat()
  }

  // What has ended in one turn of the event loop is read together, and ahead of whatever is sent later.
  #note(lane: Lane, id: string): void {
    const known = this.#waiting.get(lane)
    if (known) known.push(id)
    else {
      this.#waiting.set(lane, [id])
      queueMicrotask(() => this.#read(lane))
    }
  }

  #read(lane: Lane): void {
    const read = readFinished(lane, this.#waiting.get(lane) ?? [])
    this.#waiting.delete(lane)
    // Whoever asks for them all is told.
    read.catch(() => undefined)
    this.#reads.push(read)
  }
}

// More than any test can look at.
const MOST = 1_000_000

/** What became of the instants of a time, in their order. */
export async function entriesOf(app: App, ended: EndedEntries, { from, to }: Span): Promise<readonly RehearsedEntry[]> {
  const open = await queryEntries(app, { statuses: ['pending', 'running'], from, to: to - 1, limit: MOST })
  const found = [...(await ended.all()), ...(await Promise.all(open.map(({ id }) => showEntry(app, id))))]
  return found
    .map(({ entry, log }) => tell(entry, log))
    .filter(({ scheduledAt }) => scheduledAt.getTime() >= from && scheduledAt.getTime() < to)
    .toSorted(inTurn)
}

/** The gaps that reach into a time. */
export async function gapsOf(app: App, { from, to }: Span): Promise<readonly RehearsedGap[]> {
  const lanes = [...app.plans().values()].map(({ lane }) => lane)
  const found = (await Promise.all(lanes.map((lane) => listGaps(lane, from, to)))).flat()
  return found
    .toSorted((a, b) => a.to - b.to || compare(a.jobCode, b.jobCode))
    .map((gap) => ({ ...gap, from: new Date(gap.from), to: new Date(gap.to) }))
}

function tell(entry: Entry, log: string): RehearsedEntry {
  const { id, jobCode, target, scheduledAt, startedAt, finishedAt, status, reason, attempt, source, askedBy } = entry
  const { params, result, error, message, progress } = entry
  const said = { target, reason, askedBy, params, error, message, percent: progress }
  return {
    id,
    jobCode,
    scheduledAt: new Date(scheduledAt),
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt) }),
    ...(finishedAt === undefined ? {} : { finishedAt: new Date(finishedAt) }),
    status,
    attempt,
    source,
    ...withoutGaps(said),
    ...(result === undefined ? {} : { result: JSON.parse(result) as unknown }),
    lines: log.split('\n').filter(Boolean).map(lineOf),
  }
}

type Present<Values> = { [Name in keyof Values]?: Exclude<Values[Name], undefined> }

function withoutGaps<Values extends object>(values: Values): Present<Values> {
  const there = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(there) as Present<Values>
}

function lineOf(text: string): LoggedLine {
  const { at: _, level, message, ...fields } = JSON.parse(text) as LoggedLine & { readonly at: string }
  return { level, message, fields: { ...fields } }
}

function inTurn(a: RehearsedEntry, b: RehearsedEntry): number {
  return (
    a.scheduledAt.getTime() - b.scheduledAt.getTime() ||
    (a.startedAt?.getTime() ?? Infinity) - (b.startedAt?.getTime() ?? Infinity) ||
    compare(a.id, b.id)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
