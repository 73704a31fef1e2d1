import {
  isInMaintenance,
  isPaused,
  type JobDefinition,
  type JobPause,
  type Maintenance,
  maintenanceReason,
  pauseReason,
} from '@horarium/core'
import type { LanePlan } from './lane-plan.js'

/** The maintenance a lane is in: nothing of it is written ahead, released or begun. */
export function maintenanceOf({ settings }: LanePlan, now: number): Maintenance | undefined {
  return settings.maintenances.find((maintenance) => isInMaintenance(maintenance, now))
}

/** Why nothing ran between two instants, as far as it was meant so. */
export function maintenanceBetween({ settings }: LanePlan, from: number, to: number): string | undefined {
  const met = settings.maintenances.find((maintenance) => maintenance.from < to && maintenance.until > from)
  return met && maintenanceReason(met)
}

/** The pauses that can hold a job: everything's, its group's and its own. */
export function pausesOf({ settings }: LanePlan, { pause }: JobDefinition): readonly JobPause[] {
  return pause ? [...settings.pauses, pause] : settings.pauses
}

/** Why the calendar may not start a job that can run, for an entry that fell due at `dueAt`. */
export function guardOf(
  plan: LanePlan,
  definition: JobDefinition,
  { dueAt, now }: { readonly dueAt: number; readonly now: number },
): string | undefined {
  const pause = pausesOf(plan, definition).find((one) => isPaused(one, dueAt, now))
  if (pause) return pauseReason(pause)
  const { guardedEnvironment } = plan
  if (guardedEnvironment === undefined || definition.policy.outsideProduction) return undefined
  return `environment guard: this is ${guardedEnvironment}, not production, and the job does not opt in`
}
