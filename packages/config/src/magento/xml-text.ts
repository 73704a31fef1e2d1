import { addNode, type ConfigNode, leafNode } from '../config-node.js'

const NOWHERE = { file: '', line: 0, path: '' }
const INDENT = '  '

/** A tree of XML that is being put together; leaves are texts. */
export class XmlTree {
  readonly root: ConfigNode = leafNode('', NOWHERE)

  get isEmpty(): boolean {
    return this.root.children.size === 0
  }

  /** Merges a node into the place that `path` names. */
  put(path: readonly string[], node: ConfigNode): void {
    const [last = '', ...above] = path.toReversed()
    let parent = this.root
    for (const name of above.toReversed()) {
      const next = parent.children.get(name) ?? leafNode('', NOWHERE)
      parent.children.set(name, next)
      parent = next
    }
    addNode(parent.children, last, node)
  }

  putText(path: readonly string[], text: string): void {
    this.put(path, leafNode(text, NOWHERE))
  }
}

/** A whole file with what stands in its `<config>`, and the schema an editor reads it by. */
export function configFile(schema: string, lines: readonly string[]): string {
  return [
    '<?xml version="1.0"?>',
    '<config xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    `        xsi:noNamespaceSchemaLocation="../../../../node_modules/@horarium/sdk/xsd/${schema}">`,
    ...lines.map((line) => INDENT + line),
    '</config>',
    '',
  ].join('\n')
}

/** An element of attributes and lines inside it. */
export function elementLines(
  name: string,
  attributes: Readonly<Record<string, string>>,
  inside: readonly string[],
): readonly string[] {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  const start = name + written.join('')
  return inside.length === 0 ? [`<${start}/>`] : [`<${start}>`, ...inside.map((line) => INDENT + line), `</${name}>`]
}

/** The lines of the children of a node. */
export function childLines({ children }: ConfigNode): readonly string[] {
  return [...children].flatMap(([name, node]) => nodeLines(name, node))
}

function nodeLines(name: string, node: ConfigNode): readonly string[] {
  if (node.children.size > 0) return elementLines(name, {}, childLines(node))
  return [node.text === '' ? `<${name}/>` : `<${name}>${escapeXml(node.text)}</${name}>`]
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}
