import { didYouMean, HorariumError, type JobDefinition } from '@horarium/core'
import type { App } from '../app.js'
import { setJob, setJobActive } from './change-job.js'
import { refuseSystemJob } from './system-jobs.js'

/** Schedules by the names people choose from; `disabled` is none. */
export const SCHEDULE_PRESETS: Readonly<Record<string, string>> = {
  disabled: '',
  '1min': '* * * * *',
  '5min': '*/5 * * * *',
  '10min': '*/10 * * * *',
  '15min': '*/15 * * * *',
  '20min': '*/20 * * * *',
  '30min': '*/30 * * * *',
  '1hour': '0 * * * *',
  '2hours': '0 */2 * * *',
  '6hours': '0 */6 * * *',
  '12hours': '0 */12 * * *',
  daily: '0 0 * * *',
  weekly: '0 0 * * 0',
  monthly: '0 0 1 * *',
}

const DISABLED = 'disabled'

/** The preset a job has, if it has one. */
export function presetOf({ status, calendar }: JobDefinition): string | undefined {
  if (status === 'disabled') return DISABLED
  const expression = calendar?.kind === 'expression' ? calendar.expression : undefined
  return Object.keys(SCHEDULE_PRESETS).find((name) => SCHEDULE_PRESETS[name] === expression)
}

/** Gives a job a preset: `disabled` switches it off, every other one on. Throws `usage` for one there is not. */
export async function setPreset(app: App, job: JobDefinition, preset: string): Promise<void> {
  const schedule = SCHEDULE_PRESETS[preset]
  if (schedule === undefined) {
    const names = Object.keys(SCHEDULE_PRESETS)
    throw new HorariumError(
      'usage',
      `No preset '${preset}'.${didYouMean(preset, names)} There are ${names.join(', ')}.`,
    )
  }
  if (preset === DISABLED) {
    refuseSystemJob(job)
    if (job.status !== 'disabled') await setJobActive(app, job, false)
    return
  }
  await setJob(app, job, { schedule, dryRun: false })
  if (job.status === 'disabled') await setJobActive(app, job, true)
}
