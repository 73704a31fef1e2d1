import { didYouMean, type Problem } from '@horarium/core'
import { addNode, type ConfigNode, leafNode, nodeAt } from './config-node.js'
import { AREAS, type JobLayer } from './job-layer.js'
import { errorAt, type Place, warningAt } from './place.js'

/** A job as all modules together declare it, before settings are laid over it. */
export interface DeclaredJob {
  readonly code: string
  /** The module that declared it first. */
  readonly module: string
  readonly place: Place
  readonly node: ConfigNode
  readonly group: string
  readonly problems: readonly Problem[]
}

/** One declaration of a job, and the module that makes it. */
export interface ModuleLayer {
  readonly module: string
  readonly layer: JobLayer
}

/** Lays a job's declarations, given in module order, over each other: by strength of their area, within one area in module order. */
export function declareJob(code: string, declarations: readonly ModuleLayer[]): DeclaredJob {
  const layers = declarations.map(({ layer }) => layer)
  // What stands under <default> is mostly a setting of a job that is declared elsewhere.
  const first = declarations.find(({ layer }) => layer.area !== 'default') ?? declarations[0]
  const place = first?.layer.node.place ?? { file: '', line: 0, path: code }
  const node = leafNode('', place)
  const strays = settingsInOtherGroups(layers)
  const own = layers.filter((layer) => !strays.includes(layer))
  for (const area of AREAS) for (const layer of own) if (layer.area === area) layOver(node, layer.node)
  const groups = groupsOf(node, own)
  return {
    code,
    module: first?.module ?? '',
    place,
    node,
    group: groups.keys().next().value ?? 'default',
    problems: [
      ...layers.flatMap(({ problems }) => problems),
      ...groupProblems(code, groups),
      ...strays.map(strayProblem),
    ],
  }
}

// Under <default> Magento 2's modules keep the value of a config_path in `crontab/default/jobs/<code>`, also of a job that
// is in another group. It is a setting then, and no second declaration.
function settingsInOtherGroups(layers: readonly JobLayer[]): readonly JobLayer[] {
  const group = layers.find((layer) => layer.area !== 'default' && layer.group !== undefined)?.group
  const isHandled = ({ node }: JobLayer): boolean => node.children.has('run') || node.children.has('instance')
  const isStray = (layer: JobLayer): boolean => layer.area === 'default' && (layer.group ?? group) !== group
  return group === undefined ? [] : layers.filter((layer) => isStray(layer) && !isHandled(layer))
}

function strayProblem({ code, group, node: { place } }: JobLayer): Problem {
  const message = `${code} is not in the group ${group}, so this is only a setting for some config_path`
  return warningAt(place, message, `Write it under the group of ${code}, or under <crontab><jobs>.`)
}

// A handler is given in one of two ways; whoever gives one takes the other away.
function layOver(job: ConfigNode, layer: ConfigNode): void {
  if (layer.children.has('run')) for (const name of ['instance', 'method']) job.children.delete(name)
  if (layer.children.has('instance') || layer.children.has('method')) job.children.delete('run')
  for (const [name, child] of layer.children) addNode(job.children, name, child)
}

function groupsOf(node: ConfigNode, layers: readonly JobLayer[]): ReadonlyMap<string, Place> {
  const groups = new Map<string, Place>()
  for (const { group, node: layer } of layers) {
    if (group !== undefined && !groups.has(group)) groups.set(group, layer.place)
  }
  const leaf = nodeAt(node, 'group')
  if (leaf && leaf.text !== '' && !groups.has(leaf.text)) groups.set(leaf.text, leaf.place)
  return groups
}

function groupProblems(code: string, groups: ReadonlyMap<string, Place>): readonly Problem[] {
  const [first, ...others] = groups
  if (!first) return []
  return others.map(([group, place]) => {
    const [firstGroup, { file, line }] = first
    const message = `${code} is in two groups: ${firstGroup} (${file}:${line}) and ${group} (${place.file}:${place.line})`
    return errorAt(
      place,
      message,
      `Keep it in one group, or give one of the two another code.${didYouMean(group, [firstGroup])}`,
    )
  })
}
