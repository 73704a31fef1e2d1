import type { Dialect, Problem } from '@horarium/core'
import { type ConfigNode, leafNode } from '../config-node.js'
import type { JobLayer } from '../job-layer.js'
import { jobNodeProblem, POLICY_NODES } from '../job-nodes.js'
import { warningAt } from '../place.js'

/** A declaration with only what is read here, and its dialect stated wherever it says when the job runs. */
export function importedLayer(layer: JobLayer, dialect: Dialect): JobLayer {
  const node = readable(layer.node, '')
  const isStated = !node.children.has('schedule') || node.children.has('dialect')
  if (!isStated) node.children.set('dialect', leafNode(dialect, node.place))
  return { ...layer, node, problems: [...layer.problems, ...strangersIn(layer)] }
}

// Magento knows no policies: what an extension of it means by one, and in which unit, only its own code can tell.
// Aoe_Scheduler's on_success is the one that is known, and means the same.
function isForeign(name: string): boolean {
  return POLICY_NODES.has(name) && name !== 'on_success'
}

function strangersIn({ code, node }: JobLayer): readonly Problem[] {
  const strangers = [...node.children].filter(([name]) => isForeign(name))
  return strangers.map(([name, { place }]) => {
    const remedy = 'Write it into the imported module if it is to count here.'
    return warningAt(place, `${name} of ${code} means nothing to Magento: left out`, remedy)
  })
}

function readable(node: ConfigNode, prefix: string): ConfigNode {
  const copy = leafNode(node.text, node.place)
  for (const [name, child] of node.children) {
    if (jobNodeProblem(prefix + name, child.place) || isForeign(prefix + name)) continue
    const isJudgedInside = prefix === '' && (name === 'schedule' || name === 'run')
    copy.children.set(name, isJudgedInside ? readable(child, `${name}/`) : child)
  }
  return copy
}
