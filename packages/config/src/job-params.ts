import { paramOf, type Params, paramsFault, type Problem, readParams, type ReadParams } from '@horarium/core'
import { type ConfigNode, nodeAt } from './config-node.js'
import type { DeclaredJob } from './declared-job.js'
import type { JobLeaves } from './job-leaves.js'
import { type Place, warningAt } from './place.js'
import type { SaidOfJobs } from './said-of-jobs.js'

interface ParamsReading {
  readonly said: SaidOfJobs
  readonly problems: Problem[]
}

/** A job's parameters, or why they cannot be read. */
export interface JobParams {
  readonly params: Params
  readonly paramsFault?: string
}

/** A job's `<params>` or `<parameters>`: child elements, a JSON object, or lines of `key=value`; what is set over them. */
export function jobParams(job: DeclaredJob, leaves: JobLeaves, { said, problems }: ParamsReading): JobParams {
  const params = emptyParams()
  const nodes = ['parameters', 'params'].flatMap((name) => nodeAt(job.node, name) ?? [])
  const faults: string[] = []
  for (const node of nodes) {
    const { fault, pairs = [] } = pairsIn(node)
    if (fault !== undefined) faults.push(tell(fault, node.place, problems))
    for (const [name, value] of pairs) params[name] = value
  }
  for (const name of said.get(job.code) ?? []) {
    const param = paramOf(name)
    const leaf = param === undefined ? undefined : leaves.effective(name)
    if (param !== undefined && leaf?.overridden) params[param] = leaf.text
  }
  const oversize = paramsFault(params)
  if (oversize !== undefined) faults.push(tell(oversize, nodes[0]?.place ?? job.place, problems))
  return faults[0] === undefined ? { params } : { params, paramsFault: faults[0] }
}

// The calendar goes on: each of the job's entries ends with the same words, for whoever looks there.
function tell(fault: string, place: Place, problems: Problem[]): string {
  problems.push(warningAt(place, fault, 'Repair them; until then each entry of the job ends as an error.'))
  return fault
}

// Without a prototype: a parameter may be named as XML likes.
function emptyParams(): Record<string, string> {
  return Object.create(null) as Record<string, string>
}

function pairsIn(node: ConfigNode): ReadParams {
  if (node.children.size > 0) return { pairs: [...node.children].map(([name, { text }]) => [name, text]) }
  return node.text === '' ? { pairs: [] } : readParams(node.text)
}
