import { expect } from 'vitest'
import { instantsOf, type Ledger } from './ledger.js'

export interface Audit {
  readonly ledger: Ledger
  /** Seconds between the instants of each job, by code. */
  readonly periods: Readonly<Record<string, number>>
  /** Exclusive, epoch ms. */
  readonly after: number
  /** Inclusive, epoch ms. */
  readonly until: number
}

/** Proves that every instant of every job between the two ended exactly once, with a reason, or stands in a gap. */
export async function expectEachInstantEndedOnce({ ledger, periods, after, until }: Audit): Promise<void> {
  const [entries, gaps] = [await ledger.finished(), await ledger.gaps()]
  expect(gaps.filter(({ to }) => to > after)).toEqual([])
  for (const [code, period] of Object.entries(periods)) {
    const own = entries.filter(({ jobCode }) => jobCode === code)
    const instants = own.map(({ scheduledAt }) => scheduledAt).filter((instant) => instant > after && instant <= until)
    expect(instants.toSorted((a, b) => a - b)).toEqual(instantsOf(period, after, until))
    expect(own.filter(({ reason }) => !reason)).toEqual([])
  }
  expect(await ledger.unfinished(until)).toEqual([])
}
