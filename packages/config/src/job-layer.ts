import { isJobCode, type Problem } from '@horarium/core'
import { addNode, type ConfigNode, leafNode, nodeOf } from './config-node.js'
import { jobNodeProblem } from './job-nodes.js'
import { errorAt, type Place, placeIn, strayText, warningAt } from './place.js'
import type { XmlElement } from './xml/element.js'

/** Which tree a declaration stands in, weakest first: a stronger one is laid over a weaker one, key by key. */
export const AREAS = ['crontab', 'global', 'default'] as const
export type Area = (typeof AREAS)[number]

/** One declaration of a job in one file, its nodes brought into Magento 1's shape. */
export interface JobLayer {
  readonly code: string
  readonly area: Area
  /** The group around the declaration, in a form that has one. */
  readonly group: string | undefined
  readonly node: ConfigNode
  readonly problems: readonly Problem[]
}

/** The elements of one place that declare jobs, and how to read a code out of each. */
export interface JobElements {
  readonly elements: readonly XmlElement[]
  readonly area: Area
  readonly group: string | undefined
  readonly codeOf: (element: XmlElement) => string
  readonly placeOf: (element: XmlElement) => Place
}

const RESERVED_CODES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Reads job elements of either form; one that cannot be named goes to `problems` and is left out. */
export function readJobLayers(jobs: JobElements, problems: Problem[]): readonly JobLayer[] {
  const seen = new Set<string>()
  return jobs.elements.flatMap((element) => {
    const code = jobs.codeOf(element)
    const place = jobs.placeOf(element)
    const problem = codeProblem(code, place)
    if (problem) {
      problems.push(problem)
      return []
    }
    if (seen.has(code)) problems.push(warningAt(place, `${code} is declared twice in this file`, 'Keep one of them.'))
    seen.add(code)
    return [readJobLayer({ element, code, place, jobs })]
  })
}

function codeProblem(code: string, place: Place): Problem | undefined {
  if (code === '') {
    return errorAt(place, 'the job has no name', 'Write <job name="..." instance="..." method="...">.')
  }
  // They pass for codes, but whoever keys a plain object with one reaches its prototype.
  if (RESERVED_CODES.has(code)) return errorAt(place, `'${code}' is a reserved name`, 'Give the job another code.')
  if (isJobCode(code)) return undefined
  return errorAt(place, `'${code}' is not a job code`, 'Use letters, digits, _, . and -, at most 200 in all.')
}

interface JobElement {
  readonly element: XmlElement
  readonly code: string
  readonly place: Place
  readonly jobs: JobElements
}

// They belong to XML itself or to Magento's translation, also on job elements.
const FOREIGN_ATTRIBUTE = /^(?:xmlns|xsi:|xml:|translate$|module$)/

function readJobLayer({ element, code, place, jobs }: JobElement): JobLayer {
  const problems: Problem[] = []
  const node = leafNode('', place)
  for (const [name, value] of element.attributes) {
    if (FOREIGN_ATTRIBUTE.test(name) || (name === 'name' && value === code)) continue
    addJobNode(node, name, leafNode(value, { ...place, path: `${place.path}@${name}` }))
  }
  const seen = new Set<string>()
  for (const child of element.children) {
    const at = placeIn(place, child)
    if (seen.has(child.name)) problems.push(warningAt(at, `${child.name} is given twice; the last counts`, 'Keep one.'))
    seen.add(child.name)
    addJobNode(node, child.name, nodeOf(child, at))
  }
  problems.push(...strayText(element, place), ...strangersIn(node))
  return { code, area: jobs.area, group: jobs.group, node, problems }
}

// Magento 2 writes `<schedule>` as a leaf with `<config_path>` beside it, Magento 1 both inside `<schedule>`.
function addJobNode(job: ConfigNode, name: string, node: ConfigNode): void {
  if (name === 'schedule' && node.children.size === 0) addSchedule(job, 'cron_expr', node)
  else if (name === 'config_path') addSchedule(job, 'config_path', node)
  else addNode(job.children, name, node)
}

function addSchedule(job: ConfigNode, name: 'cron_expr' | 'config_path', node: ConfigNode): void {
  const schedule = leafNode('', node.place)
  schedule.children.set(name, node)
  addNode(job.children, 'schedule', schedule)
}

function strangersIn(job: ConfigNode): readonly Problem[] {
  const strangers: Problem[] = []
  const look = (name: string, { place }: ConfigNode): void => {
    const problem = jobNodeProblem(name, place)
    if (problem) strangers.push(problem)
  }
  for (const [name, node] of job.children) {
    look(name, node)
    if (name !== 'schedule' && name !== 'run') continue
    if (node.children.size > 0) strangers.push(...strayText(node, node.place))
    for (const [inner, child] of node.children) look(`${name}/${inner}`, child)
  }
  return strangers
}
