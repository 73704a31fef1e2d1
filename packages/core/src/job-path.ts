/** The leaves of a job that say how it is run. */
export const POLICY_LEAVES = [
  'overlap',
  'overlap_max',
  'misfire',
  'misfire_max',
  'timeout',
  'retries',
  'backoff',
  'backoff_type',
  'retry_on',
  'isolation',
  'priority',
  'manual_only',
  'non_production',
  'on_success',
  'alert_on',
  'alert_tolerance',
  'alert_repeat',
  'alert_slow_factor',
] as const
export type PolicyLeaf = (typeof POLICY_LEAVES)[number]

const OTHER_LEAVES = [
  'active',
  'is_active',
  'schedule/cron_expr',
  'schedule/config_path',
  'run/model',
  'targets',
  'every',
  'timezone',
  'dialect',
  'dst_gap',
  'dst_repeat',
  'jitter',
  'group',
  'label',
  'description',
  'pause',
] as const

/**
 * What of a job a setting may say instead of its XML, under `crontab/jobs/<code>/` or `crontab/<group>/jobs/<code>/`;
 * parameters each by its name.
 */
export const JOB_LEAVES: readonly (PolicyLeaf | (typeof OTHER_LEAVES)[number])[] = [...OTHER_LEAVES, ...POLICY_LEAVES]
export type JobLeafName = (typeof JOB_LEAVES)[number] | `params/${string}`

const HANDLER_LEAVES: readonly string[] = ['run/model', 'targets'] satisfies readonly JobLeafName[]

/** Whether a leaf names code. It comes from files only then: no text in Redis decides what is called. */
export function namesHandler(leaf: JobLeafName): boolean {
  return HANDLER_LEAVES.includes(leaf)
}

/** A leaf of a job, as a path names it. */
export interface JobPath {
  readonly code: string
  readonly leaf: JobLeafName
  /** Absent in Magento 1's form of the path, which has none. */
  readonly group?: string
}

interface JobInGroup {
  readonly code: string
  readonly group: string
}

/** The path of the setting that speaks for a leaf of a job. */
export function jobPath(code: string, leaf: JobLeafName): string {
  return `crontab/jobs/${code}/${leaf}`
}

/** Every path that speaks for a leaf of a job, Magento 1's and Magento 2's; in one layer the first counts. */
export function jobPaths({ code, group }: JobInGroup, leaf: JobLeafName): readonly [string, string] {
  return [jobPath(code, leaf), `crontab/${group}/jobs/${code}/${leaf}`]
}

const FORMS = [
  /^crontab\/jobs\/(?<code>[^/]+)\/(?<leaf>.+)$/,
  /^crontab\/(?<group>[^/]+)\/jobs\/(?<code>[^/]+)\/(?<leaf>.+)$/,
]

/** The job and the leaf a path speaks for; `undefined` when it is no such path. */
export function jobPathOf(path: string): JobPath | undefined {
  for (const form of FORMS) {
    const { code, leaf: name, group } = form.exec(path)?.groups ?? {}
    const leaf = leafOf(name ?? '')
    if (code !== undefined && leaf !== undefined) return { code, leaf, ...(group === undefined ? {} : { group }) }
  }
  return undefined
}

function leafOf(text: string): JobLeafName | undefined {
  const name = paramOf(text)
  return name === undefined ? JOB_LEAVES.find((known) => known === text) : `params/${name}`
}

/** The parameter a leaf speaks for; `undefined` for any other leaf. */
export function paramOf(leaf: string): string | undefined {
  return /^params\/(.+)$/s.exec(leaf)?.[1]
}
