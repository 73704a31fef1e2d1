import { percentile, round } from '../figures.js'
import type { WorkerOrder } from './worker.js'

/** Entries that fall due while a process waits for them. */
export interface PunctualOrder extends WorkerOrder {
  readonly entries: number
  /** Run before those that count. */
  readonly warmUp: number
  /** One entry falls due, at a random millisecond, in each such stretch; 0 = all on one instant. */
  readonly everyMs: number
  /** How long before the first one is due they are written down. */
  readonly leadMs: number
  /** What goes on beside them: a run that loops for ever, or a group of its own with so many entries due at once. */
  readonly beside?: 'loop' | { readonly flood: number }
}

/** How late they were started. */
export interface Punctuality {
  readonly p50: number
  readonly p99: number
  /** From the first instant to the end of the last run. */
  readonly drainMs: number
}

export const SECOND_MS = 1_000

/** The instant of a calendar that comes next: those between two seconds are of entries somebody asked for. */
export function nextSecond(instant: number): number {
  return Math.ceil(instant / SECOND_MS) * SECOND_MS
}

/** Open loop: the instants are fixed beforehand, whatever the process under test does meanwhile. */
export function drawInstants(first: number, count: number, everyMs: number): readonly number[] {
  if (everyMs === 0) return Array.from({ length: count }, () => nextSecond(first))
  return Array.from({ length: count }, (_, index) => Math.floor(first + (index + Math.random()) * everyMs))
}

export function punctualityOf(lateness: readonly number[], drainMs: number): Punctuality {
  return {
    p50: round(percentile(lateness, 50), 2),
    p99: round(percentile(lateness, 99), 2),
    drainMs: round(drainMs, 1),
  }
}
