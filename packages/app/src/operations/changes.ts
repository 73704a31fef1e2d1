import { groupOf } from '@horarium/core'
import { readInstanceMarks, readLaneMark, readWorkers, WORKER_GONE_MS } from '@horarium/store'
import type { App } from '../app.js'

/** What people look at, as far as it changes together. */
export const TOPICS = ['entries', 'configuration', 'workers', 'alerts', 'pass'] as const

/** Something that stands otherwise than before. */
export interface Change {
  readonly topic: (typeof TOPICS)[number]
  /** Of entries: whose. */
  readonly group?: string
}

interface Mark extends Change {
  /** The same as long as nothing has changed. */
  readonly mark: unknown
}

/** What stands, by where; to be compared with what stands later. */
export type Marks = ReadonlyMap<string, Mark>

/** One cheap look at everything, whatever the number of jobs and entries. */
export async function readMarks(app: App): Promise<Marks> {
  const lanes = [...app.plans()].map(
    async ([name, { lane }]): Promise<[string, Mark]> => [
      `lane ${name}`,
      { topic: 'entries', group: groupOf(name), mark: await readLaneMark(lane) },
    ],
  )
  const [{ pass, alerts, audit }, workers, entries] = await Promise.all([
    readInstanceMarks(app.instance),
    readWorkers(app.instance),
    Promise.all(lanes),
  ])
  const gone = app.clock.now() - WORKER_GONE_MS
  const alive = workers.filter(({ seenAt }) => seenAt > gone).map(({ name, groups }) => `${name} ${String(groups)}`)
  return new Map<string, Mark>([
    ...entries,
    ['pass', { topic: 'pass', mark: pass }],
    ['alerts', { topic: 'alerts', mark: alerts }],
    ['workers', { topic: 'workers', mark: alive.toSorted().join('\n') }],
    // What this process answers from, and not what is in the store: it may be a second behind.
    ['configuration', { topic: 'configuration', mark: app.configuration() }],
    ['audit', { topic: 'configuration', mark: audit }],
  ])
}

/** What has changed between two looks. */
export function changesBetween(before: Marks, after: Marks): readonly Change[] {
  const changed = [...after].filter(([where, { mark }]) => before.get(where)?.mark !== mark)
  const gone = [...before].filter(([where]) => !after.has(where))
  return [...changed, ...gone].map(([, { topic, group }]) => ({ topic, ...(group === undefined ? {} : { group }) }))
}
