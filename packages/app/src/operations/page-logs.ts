import { type Entry, LOG_LEVELS, type LogLevel } from '@horarium/core'
import { type LogEnd, readLogEnds } from '@horarium/store'
import type { App } from '../app.js'
import type { EntryCursor, EntryPageQuery } from './entry-portions.js'
import { pageEntries } from './page-entries.js'

/** Whose logs somebody wants to read, and what of them. */
export interface LogQuery extends Omit<EntryPageQuery, 'ran'> {
  /** Only lines with this text in them, in whatever letters. */
  readonly words?: string | undefined
  /** Only lines as grave as this, or graver. */
  readonly level?: LogLevel | undefined
}

/** A run and the end of what it has logged. */
export interface LoggedRun extends LogEnd {
  readonly entry: Entry
}

export interface LogPage {
  /** Those with lines that fit; fewer than the limit, even none, where many had to be passed over. */
  readonly runs: readonly LoggedRun[]
  /** Where the next page begins; `undefined` behind the last. */
  readonly next: EntryCursor | undefined
}

// A run may log 64 KiB; its own page has all of it.
const END_BYTES = 8_192
const MOST_LOOKED_AT = 400

/** A page of what runs have logged: those that go on, then those that have ended, newest first; each with its last lines. */
export async function pageLogs(app: App, { words, level, ...query }: LogQuery): Promise<LogPage> {
  const fits = lineFilter(words, level)
  const runs: LoggedRun[] = []
  let { behind } = query
  let looked = 0
  do {
    const { entries, next } = await pageEntries(app, { ...query, behind, ran: true })
    const found = (await readEnds(app, entries)).map(({ lines, ...run }) => ({ ...run, lines: lines.filter(fits) }))
    runs.push(...found.filter(({ lines }) => lines.length > 0))
    behind = next
    looked += Math.max(1, entries.length)
  } while (behind && runs.length < query.limit && looked < MOST_LOOKED_AT)
  return { runs, next: behind }
}

async function readEnds(app: App, entries: readonly Entry[]): Promise<readonly LoggedRun[]> {
  const found = new Map<string, LogEnd>()
  for (const { lane } of app.plans().values()) {
    const ids = entries.map(({ id }) => id).filter((id) => !found.has(id))
    const ends = await readLogEnds(lane, ids, END_BYTES)
    // A job that was moved to another group has left its history behind.
    for (const [index, end] of ends.entries()) if (end.lines.length > 0) found.set(ids[index] ?? '', end)
  }
  return entries.flatMap((entry) => {
    const end = found.get(entry.id)
    return end ? [{ entry, ...end }] : []
  })
}

function lineFilter(words = '', level: LogLevel = 'debug'): (line: string) => boolean {
  const wanted = words.toLowerCase()
  const grave: readonly unknown[] = LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(level) + 1)
  return (line) => {
    if (!line.toLowerCase().includes(wanted)) return false
    if (level === 'debug') return true
    const said = (JSON.parse(line) as { readonly level?: unknown }).level
    return grave.includes(said)
  }
}
