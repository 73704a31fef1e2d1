import { parseEnd, type PauseWish } from '@horarium/app'
import type { Command } from 'commander'
import { formatDistance, formatInstant } from '../instants.js'

/** The end and the reason of a pause, as a person typed them. */
export interface PauseOptions {
  readonly until: string
  readonly note: string
}

/** Adds the options that say until when and why. */
export function addPauseOptions(command: Command): Command {
  return command
    .requiredOption('--until <end>', 'an instant, or how long: 30m, 2h, 1d')
    .option('--note <text>', 'why', '')
}

/** Reads them; `said` tells a person the end. */
export function readPause({ until, note }: PauseOptions, now: number): PauseWish & { readonly said: string } {
  const end = parseEnd(until, now)
  return { until: end, note, said: `paused until ${formatInstant(end)} UTC, ${formatDistance(end, now)}` }
}
