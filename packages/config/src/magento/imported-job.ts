import type { Dialect } from '@horarium/core'
import { type ConfigNode, leafNode } from '../config-node.js'
import type { JobLayer } from '../job-layer.js'
import { jobNodeProblem } from '../job-nodes.js'

/** A declaration with only what is read here, and its dialect stated wherever it says when the job runs. */
export function importedLayer(layer: JobLayer, dialect: Dialect): JobLayer {
  const node = readable(layer.node, '')
  const isStated = !node.children.has('schedule') || node.children.has('dialect')
  if (!isStated) node.children.set('dialect', leafNode(dialect, node.place))
  return { ...layer, node }
}

function readable(node: ConfigNode, prefix: string): ConfigNode {
  const copy = leafNode(node.text, node.place)
  for (const [name, child] of node.children) {
    if (jobNodeProblem(prefix + name, child.place)) continue
    const isJudgedInside = prefix === '' && (name === 'schedule' || name === 'run')
    copy.children.set(name, isJudgedInside ? readable(child, `${name}/`) : child)
  }
  return copy
}
