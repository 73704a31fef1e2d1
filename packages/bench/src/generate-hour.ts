import { generate, planLane } from '@horarium/engine'
import { openInstance, openStoreClock, type Redis } from '@horarium/store'
import { benchLane, benchSettings, crontabJobs } from './plans.js'
import { clocked } from './rounds.js'

export const HOUR_MS = 3_600_000

/** What it took to write an hour ahead. */
export interface GeneratedHour {
  readonly entries: number
  readonly ms: number
  readonly perSecond: number
}

/** Writes the next hour of so many jobs of the usual crontab: calendars expanded, watermarks kept, entries written. */
export async function generateHour(redis: Redis, jobs: number): Promise<GeneratedHour> {
  const plan = planLane(
    { lane: benchLane(redis), settings: benchSettings({ aheadMs: HOUR_MS }), revision: 0 },
    crontabJobs(jobs),
  )
  const clock = await openStoreClock(openInstance(redis, 'bench'))
  const { answer, ms } = await clocked(() => generate(plan, clock.now()))
  return { entries: answer.written, ms, perSecond: (answer.written / ms) * 1_000 }
}
