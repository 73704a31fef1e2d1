import { type Entry, entryId } from '@horarium/core'
import { type EntryPlace, type Lane, locateEntries } from '@horarium/store'

/** The entries one was handed over to, by where they stand: ended, running or waiting; gone where no lane knows them. */
export type HandedOver = ReadonlyMap<EntryPlace | 'gone', readonly string[]>

const MOST = 5_000

/** Finds the entries for the targets of an entry; `undefined` for one that was not handed over. Of very many the first. */
export async function findTargets(lanes: readonly Lane[], entry: Entry | undefined): Promise<HandedOver | undefined> {
  if (entry?.handedTo === undefined) return undefined
  const targets = (JSON.parse(entry.result ?? '[]') as readonly string[]).slice(0, MOST)
  const ids = targets.map((target) => entryId(entry.jobCode, entry.scheduledAt, target))
  const found = await Promise.all(lanes.map((lane) => locateEntries(lane, ids)))
  const byPlace = new Map<EntryPlace | 'gone', string[]>()
  for (const [index, id] of ids.entries()) {
    const place = found.flatMap((lane) => lane[index]?.places ?? []).at(-1) ?? 'gone'
    byPlace.set(place, [...(byPlace.get(place) ?? []), id])
  }
  return byPlace
}
