import {
  DEFAULT_POLICY,
  JOB_LEAVES,
  type JobLeafName,
  jobPaths,
  maskParams,
  type Origin,
  type ResolvedSetting,
  SETTING_TABLE,
  type Settings,
} from '@horarium/core'
import { nodeAt } from './config-node.js'
import type { DeclaredJob } from './declared-job.js'
import { handlerOf } from './define-jobs.js'
import { type JobLeaves, jobLeaves } from './job-leaves.js'
import { jobParams } from './job-params.js'
import { type SaidOfJobs, saidOfJobs } from './said-of-jobs.js'

/** What counts for one leaf of a job, and who says so. */
export interface JobValue {
  readonly leaf: JobLeafName
  readonly value: string
  /** `default` where nobody says anything. */
  readonly origin: Origin
  /** What a person would look up: `file:line`, a variable, an author. */
  readonly source: string
  /** Whether its group says it, for all of its jobs. */
  readonly ofGroup: boolean
}

/** Every leaf of a job that says something, or for which something counts all the same. Secret parameters are masked. */
export function jobValues(declared: DeclaredJob, settings: Settings): readonly JobValue[] {
  const said = saidOfJobs(settings)
  const leaves = jobLeaves(declared, settings, said)
  const moved = leaves.effective('group')
  const group = moved?.overridden && moved.text !== '' ? moved.text : declared.group
  const reading = { job: { ...declared, group }, leaves, settings, said }
  return [...JOB_LEAVES.flatMap((leaf) => valueOf(leaf, reading) ?? []), ...paramValues(reading)]
}

interface ValuesReading {
  readonly job: DeclaredJob
  readonly leaves: JobLeaves
  readonly settings: Settings
  readonly said: SaidOfJobs
}

function valueOf(leaf: JobLeafName, reading: ValuesReading): JobValue | undefined {
  const { job, leaves, settings } = reading
  const found = leaves.effective(leaf)
  if (found?.overridden) {
    const set = settings.valueOf(...jobPaths(job, leaf))
    if (set) return { leaf, value: set.value, origin: set.origin, source: set.source, ofGroup: false }
  }
  const configured = leaf === 'schedule/cron_expr' ? configuredValue(reading) : undefined
  if (configured)
    return { leaf, value: configured.value, origin: configured.origin, source: configured.source, ofGroup: false }
  if (found && found.text !== '')
    return { leaf, value: found.text, origin: 'module', source: sourceOf(found.place), ofGroup: false }
  return handlerValue(leaf, reading) ?? groupValue(leaf, reading) ?? ownDefault(leaf, job)
}

function configuredValue({ leaves, settings }: ValuesReading): ResolvedSetting | undefined {
  const path = leaves.effective('schedule/config_path')?.text ?? ''
  const set = path === '' ? undefined : settings.valueOf(path)
  return set && set.value.trim() !== '' ? set : undefined
}

// Magento 2 names it in two nodes.
function handlerValue(leaf: JobLeafName, { job, leaves }: ValuesReading): JobValue | undefined {
  const value = leaf === 'run/model' ? handlerOf(leaves) : ''
  const place = leaves.declared('instance')?.place ?? job.place
  return value === '' ? undefined : { leaf, value, origin: 'module', source: sourceOf(place), ofGroup: false }
}

function groupValue(leaf: JobLeafName, { job, settings }: ValuesReading): JobValue | undefined {
  const spec = SETTING_TABLE.find(({ name }) => name === leaf)
  // A group is paused beside its jobs, not instead of them.
  if (!spec || spec.name === 'pause') return undefined
  const { value, origin, source } = settings.ofGroup(job.group, spec.name)
  return { leaf, value, origin, source, ofGroup: origin !== 'default' }
}

const OWN_DEFAULTS: Readonly<Partial<Record<JobLeafName, string>>> = {
  active: '1',
  priority: String(DEFAULT_POLICY.priority),
  manual_only: '0',
  non_production: '0',
}

function ownDefault(leaf: JobLeafName, job: DeclaredJob): JobValue | undefined {
  const value = leaf === 'group' ? job.group : OWN_DEFAULTS[leaf]
  return value === undefined ? undefined : { leaf, value, origin: 'default', source: 'built in', ofGroup: false }
}

function paramValues({ job, leaves, settings, said }: ValuesReading): readonly JobValue[] {
  const { params } = jobParams(job, leaves, { said, problems: [] })
  return Object.entries(maskParams(params)).map(([name, value]) => {
    const leaf: JobLeafName = `params/${name}`
    const set = leaves.effective(leaf)?.overridden ? settings.valueOf(...jobPaths(job, leaf)) : undefined
    if (set) return { leaf, value, origin: set.origin, source: set.source, ofGroup: false }
    return { leaf, value, origin: 'module', source: sourceOf(paramPlace(job, name)), ofGroup: false }
  })
}

// One of a JSON object, or of lines, stands where they begin.
function paramPlace({ node, place }: DeclaredJob, name: string): DeclaredJob['place'] {
  const found = ['params', 'parameters'].map((parent) => nodeAt(node, parent, name) ?? nodeAt(node, parent))
  return found.find((one) => one !== undefined)?.place ?? place
}

function sourceOf({ file, line }: DeclaredJob['place']): string {
  return line === 0 ? file : `${file}:${line}`
}
