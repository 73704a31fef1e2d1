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

const ROOT = 'crontab/jobs/'

/** The path of the setting that speaks for a leaf of a job. */
export function jobPath(code: string, leaf: JobLeafName): string {
  return `${ROOT}${code}/${leaf}`
}

/** The job and the leaf a path speaks for; `undefined` when it is no such path. */
export function jobPathOf(path: string): { readonly code: string; readonly leaf: JobLeafName } | undefined {
  const [code = '', ...rest] = path.startsWith(ROOT) ? path.slice(ROOT.length).split('/') : []
  const leaf = JOB_LEAVES.find((known) => known === rest.join('/'))
  return leaf === undefined ? undefined : { code, leaf }
}
