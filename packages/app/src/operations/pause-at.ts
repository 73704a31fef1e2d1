import { formatPause, HorariumError } from '@horarium/core'
import type { App } from '../app.js'
import { changeSettings } from './change-settings.js'

export interface PauseWish {
  /** Epoch ms. */
  readonly until: number
  /** Why, for whoever looks. */
  readonly note: string
}

/** Lays a pause that begins now over a path. Throws `usage` when its end is past. */
export async function pauseAt(app: App, path: string, { until, note }: PauseWish): Promise<void> {
  const from = app.clock.now()
  if (until <= from) {
    throw new HorariumError('usage', `${new Date(until).toISOString()} is past. Name an instant to come, or +2h.`)
  }
  await changeSettings(app, new Map([[path, formatPause({ from, until, note })]]))
}

/** Takes an admin's pause away. Throws `conflict`, naming what is not paused, when there is none. */
export async function resumeAt(app: App, path: string, name: string): Promise<void> {
  if (!isOverridden(app, path)) throw new HorariumError('conflict', `${name} is not paused.`)
  await changeSettings(app, new Map([[path, undefined]]))
}

/** Whether an admin's value of a path is kept. */
export function isOverridden(app: App, path: string): boolean {
  return app.configuration().settings.valueOf(path)?.origin === 'override'
}
