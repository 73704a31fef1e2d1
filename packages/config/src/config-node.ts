import { type Place, placeIn } from './place.js'
import type { XmlElement } from './xml/element.js'

/** A node of configuration that further modules are merged into. */
export interface ConfigNode {
  readonly text: string
  readonly place: Place
  readonly children: Map<string, ConfigNode>
}

export function leafNode(text: string, place: Place): ConfigNode {
  return { text, place, children: new Map() }
}

/** Turns an element into a node; children of one name are merged, the last counting. */
export function nodeOf(element: XmlElement, place: Place): ConfigNode {
  const node = leafNode(element.text, place)
  for (const child of element.children) addNode(node.children, child.name, nodeOf(child, placeIn(place, child)))
  return node
}

/**
 * Magento's rule: a leaf replaces a leaf, an element merges with an element, a leaf cannot replace an element that has
 * children, nothing can be deleted. What is added becomes part of the tree and may be merged into later.
 */
export function addNode(siblings: Map<string, ConfigNode>, name: string, over: ConfigNode): void {
  const base = siblings.get(name)
  if (!base) siblings.set(name, over)
  else if (over.children.size > 0) for (const [child, node] of over.children) addNode(base.children, child, node)
  else if (base.children.size === 0) siblings.set(name, over)
}

/** The node found by going down `names`. */
export function nodeAt(node: ConfigNode, ...names: readonly string[]): ConfigNode | undefined {
  return names.reduce<ConfigNode | undefined>((at, name) => at?.children.get(name), node)
}

/** Every leaf below, by its path relative to the node (`system/cron/default/schedule_lifetime`). */
export function leavesOf(node: ConfigNode): ReadonlyMap<string, ConfigNode> {
  const leaves = new Map<string, ConfigNode>()
  collect(node, '', leaves)
  return leaves
}

function collect(node: ConfigNode, prefix: string, leaves: Map<string, ConfigNode>): void {
  for (const [name, child] of node.children) {
    if (child.children.size === 0) leaves.set(prefix + name, child)
    else collect(child, `${prefix}${name}/`, leaves)
  }
}
