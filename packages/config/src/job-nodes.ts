import { didYouMean, POLICY_LEAVES, type Problem } from '@horarium/core'
import { type Place, warningAt } from './place.js'

/** How a job is run; no Magento has any of them. */
export const POLICY_NODES: ReadonlySet<string> = new Set([...POLICY_LEAVES, 'targets'])

/** What is read of a job; the schemas of the SDK (`xsd/job-nodes.xsd`) name the same. */
export const JOB_NODES: ReadonlySet<string> = new Set([
  'schedule',
  'schedule/cron_expr',
  'schedule/config_path',
  'run',
  'run/model',
  'instance',
  'method',
  'group',
  // A list of tags in Aoe_Scheduler; read by nobody here, and no reason for a warning.
  'groups',
  'name',
  'label',
  'description',
  'short_description',
  'parameters',
  'params',
  'every',
  'timezone',
  'dialect',
  'dst_gap',
  'dst_repeat',
  'jitter',
  'active',
  'is_active',
  ...POLICY_NODES,
])

/** A warning when a node under a job means nothing to this version. */
export function jobNodeProblem(name: string, place: Place): Problem | undefined {
  if (JOB_NODES.has(name)) return undefined
  return warningAt(place, `${name} is not a node of a job, ignored`, `Remove it.${didYouMean(name, JOB_NODES)}`)
}
