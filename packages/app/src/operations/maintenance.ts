import {
  formatInterval,
  HorariumError,
  type Maintenance,
  maintenanceReason,
  parseMaintenance,
  SETTING_ROOT,
} from '@horarium/core'
import { type LanePlan, maintenanceOf } from '@horarium/engine'
import type { App } from '../app.js'
import { changeSettings } from './change-settings.js'
import { isOverridden } from './pause-at.js'

const PATH = `${SETTING_ROOT}/maintenance`

/** Stops everything from now on but the runs that go on. Throws `conflict` when it is stopped already. */
export async function enableMaintenance(app: App, note: string): Promise<void> {
  const now = app.clock.now()
  const current = currentOf(app)
  if (current && current.until > now) throw new HorariumError('conflict', `Already: ${maintenanceReason(current)}.`)
  await changeSettings(app, new Map([[PATH, formatInterval({ from: now, until: Infinity, note })]]))
}

/**
 * Lets everything go on. Its times are kept, for what passed meanwhile names them. Throws `conflict` when there is no
 * maintenance, or one that is not an admin's.
 */
export async function disableMaintenance(app: App): Promise<void> {
  const now = app.clock.now()
  const current = currentOf(app)
  if (!current || current.until <= now) throw new HorariumError('conflict', 'There is no maintenance.')
  if (!isOverridden(app, PATH)) {
    throw new HorariumError('conflict', `The maintenance stands in ${current.author}; end it there.`)
  }
  const { from, note, author } = current
  const kept = author === app.author ? note : `${note} (begun by ${author})`.trim()
  const isBegun = Number.isFinite(from) && from < now
  await changeSettings(app, new Map([[PATH, isBegun ? formatInterval({ from, until: now, note: kept }) : undefined]]))
}

/** Throws `conflict` while nothing of a lane is to be begun. */
export function refuseInMaintenance(app: App, plan: LanePlan): void {
  const maintenance = maintenanceOf(plan, app.clock.now())
  if (maintenance) throw new HorariumError('conflict', `Not now: ${maintenanceReason(maintenance)}.`)
}

function currentOf(app: App): Maintenance | undefined {
  const setting = app.configuration().settings.valueOf(PATH)
  return setting && parseMaintenance(setting.value, setting.source)
}
