import { SETTING_ROOT, settingPath } from '@horarium/core'
import type { App } from '../app.js'
import { requireGroup } from '../group-choice.js'
import { pauseAt, type PauseWish, resumeAt } from './pause-at.js'

/** Pauses every job of a group from now on, as a job is paused. Throws `usage` for an unknown group, or a past end. */
export async function pauseGroup(app: App, group: string, wish: PauseWish): Promise<void> {
  requireGroup(app.configuration(), group)
  await pauseAt(app, settingPath(group, 'pause'), wish)
}

/** Ends the pause of a group now; a pause of everything goes on. Throws `conflict` when it is not paused. */
export async function resumeGroup(app: App, group: string): Promise<void> {
  requireGroup(app.configuration(), group)
  await resumeAt(app, settingPath(group, 'pause'), `Group ${group}`)
}

const EVERYTHING = `${SETTING_ROOT}/pause`

/** Pauses every job of every group from now on. Throws `usage` when the end is past. */
export function pauseEverything(app: App, wish: PauseWish): Promise<void> {
  return pauseAt(app, EVERYTHING, wish)
}

/** Ends the pause of everything now; groups and jobs that are paused themselves stay so. Throws `conflict` without one. */
export function resumeEverything(app: App): Promise<void> {
  return resumeAt(app, EVERYTHING, 'The whole instance')
}
