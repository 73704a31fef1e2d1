import type { Entry } from '@horarium/core'
import { readWorkers, WORKER_GONE_MS, type WorkerSign } from '@horarium/store'
import type { App } from '../app.js'
import { queryEntries } from './list-entries.js'

/** A process that takes part, and what it runs. */
export interface WorkerListing extends WorkerSign {
  readonly isAlive: boolean
  /** The oldest first. */
  readonly runs: readonly Entry[]
}

export interface WorkerListings {
  /** Those that live first, then by name. */
  readonly workers: readonly WorkerListing[]
  /** Runs of processes that take part for one pass or one run only. */
  readonly elsewhere: readonly Entry[]
}

const MOST_RUNS = 1_000

/** Every process that takes part, or left without a word within the hour, and what each runs now. */
export async function listWorkers(app: App): Promise<WorkerListings> {
  const [signs, runs] = await Promise.all([
    readWorkers(app.instance),
    queryEntries(app, { statuses: ['running'], limit: MOST_RUNS }),
  ])
  const goneSince = app.clock.now() - WORKER_GONE_MS
  const oldestFirst = runs.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))
  const workers = signs.map((sign) => ({
    ...sign,
    isAlive: sign.seenAt > goneSince,
    runs: oldestFirst.filter(({ worker }) => worker === sign.name),
  }))
  const names = new Set(signs.map(({ name }) => name))
  return {
    workers: workers.toSorted((a, b) => Number(b.isAlive) - Number(a.isAlive) || a.name.localeCompare(b.name)),
    elsewhere: oldestFirst.filter(({ worker }) => !names.has(worker ?? '')),
  }
}
