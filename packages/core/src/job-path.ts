/** What of a job a setting may say instead of its XML, under `crontab/jobs/<code>/`. */
export const JOB_LEAVES = [
  'active',
  'is_active',
  'schedule/cron_expr',
  'schedule/config_path',
  'every',
  'timezone',
  'dialect',
] as const
export type JobLeafName = (typeof JOB_LEAVES)[number]

/** The path of the setting that speaks for a leaf of a job. */
export function jobPath(code: string, leaf: JobLeafName): string {
  return `crontab/jobs/${code}/${leaf}`
}
