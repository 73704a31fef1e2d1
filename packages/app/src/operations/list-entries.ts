import { type Entry, groupOf, isFinished, parseEntryId } from '@horarium/core'
import { type EntryFilter, type Lane, listEntries, readLog } from '@horarium/store'
import type { App } from '../app.js'
import { findIn } from './find-entry.js'

export interface EntryQuery extends EntryFilter {
  readonly group?: string
}

/** Entries of every lane that fit: waiting and running ones by instant, then finished ones, newest first. */
export async function queryEntries(app: App, { group, ...filter }: EntryQuery): Promise<readonly Entry[]> {
  const lanes = lanesOf(app).filter(({ name }) => group === undefined || groupOf(name) === group)
  const found = (await Promise.all(lanes.map((lane) => listEntries(lane, filter)))).flat()
  const open = found.filter(({ status }) => !isFinished(status)).toSorted((a, b) => a.scheduledAt - b.scheduledAt)
  const done = found
    .filter(({ status }) => isFinished(status))
    .toSorted((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0) || b.scheduledAt - a.scheduledAt)
  return [...open, ...done].slice(0, filter.limit)
}

/** One entry and its log (JSON lines). Throws `usage` when nobody knows it. */
export async function showEntry(app: App, id: string): Promise<{ readonly entry: Entry; readonly log: string }> {
  parseEntryId(id)
  const { plan, entry } = await findIn(app, id)
  return { entry, log: await readLog(plan.lane, id) }
}

function lanesOf(app: App): readonly Lane[] {
  return [...app.plans().values()].map(({ lane }) => lane)
}
