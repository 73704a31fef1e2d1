import { paramOf, type Problem } from '@horarium/core'
import { type ConfigNode, nodeAt } from './config-node.js'
import type { DeclaredJob } from './declared-job.js'
import type { JobLeaves } from './job-leaves.js'
import { warningAt } from './place.js'
import type { SaidOfJobs } from './said-of-jobs.js'

type Params = Record<string, string>

interface ParamsReading {
  readonly said: SaidOfJobs
  readonly problems: Problem[]
}

/** A job's `<params>` or `<parameters>`: child elements, a JSON object, or lines of `key=value`; what is set over them. */
export function jobParams(job: DeclaredJob, leaves: JobLeaves, { said, problems }: ParamsReading): Readonly<Params> {
  const params = emptyParams()
  for (const node of [nodeAt(job.node, 'parameters'), nodeAt(job.node, 'params')]) {
    if (node) for (const [name, value] of paramsIn(node, problems)) params[name] = value
  }
  for (const name of said.get(job.code) ?? []) {
    const param = paramOf(name)
    const leaf = param === undefined ? undefined : leaves.effective(name)
    if (param !== undefined && leaf?.overridden) params[param] = leaf.text
  }
  return params
}

// Without a prototype: a parameter may be named as XML likes.
function emptyParams(): Params {
  return Object.create(null) as Params
}

function paramsIn(node: ConfigNode, problems: Problem[]): readonly (readonly [string, string])[] {
  if (node.children.size > 0) return [...node.children].map(([name, { text }]) => [name, text])
  if (node.text === '') return []
  if (node.text.startsWith('{')) return jsonParams(node, problems)
  const lines = node.text.split('\n').map((line) => line.trim())
  const pairs = lines.filter((line) => line !== '').map((line) => /^([^=\s]+)\s*=\s*(.*)$/.exec(line))
  // Aoe_Scheduler hands any text to the handler as it is.
  if (pairs.includes(null)) return [[OPAQUE, node.text]]
  return pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? ''])
}

const OPAQUE = 'parameters'

function jsonParams(node: ConfigNode, problems: Problem[]): readonly (readonly [string, string])[] {
  try {
    const parsed: unknown = JSON.parse(node.text)
    return Object.entries(parsed as object).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ])
  } catch {
    const message = 'the parameters begin like a JSON object, but are none'
    problems.push(warningAt(node.place, message, `Repair the JSON; the handler now gets the text as '${OPAQUE}'.`))
    return [[OPAQUE, node.text]]
  }
}
