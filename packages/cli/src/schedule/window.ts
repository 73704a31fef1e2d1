import { parseInstant } from '@horarium/app'
import { HorariumError } from '@horarium/core'

/** A stretch of time as it is typed. */
export interface WindowOptions {
  readonly from: string
  readonly to: string
}

/** Both inclusive, epoch ms. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** Reads `--from` and `--to`. Throws `usage` when one is no instant, or the end comes first. */
export function readWindow({ from, to }: WindowOptions, now: number): Window {
  const window = { from: parseInstant(from, now), to: parseInstant(to, now) }
  if (window.from <= window.to) return window
  throw new HorariumError('usage', `--from ${from} is later than --to ${to}.`)
}
