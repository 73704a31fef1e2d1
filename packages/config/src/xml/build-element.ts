import type { XmlElement } from './element.js'
import { Refusal } from './refusal.js'

/** Stands before every element and attribute name in the parser's own tree. */
export const NAME_PREFIX = '.'

const TEXT = '#text'
const ATTRIBUTES = ':@'
const VALUE_MAX = 65_536
// Wider than XML in its letters, but free of every character that is markup: the validator lets `<!x` through.
const NAME = /^[\p{L}_:][\p{L}\p{M}\p{N}_:.\u00b7-]*$/u
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

type Node = Readonly<Record<string | symbol, unknown>>

interface ParsedTree {
  readonly tree: unknown
  readonly text: string
  /** Under which a node keeps its index in the text. */
  readonly position: symbol
}

/** Turns the parser's ordered tree of a document into its root element; throws `Refusal` unless there is exactly one. */
export function buildElement(parsed: ParsedTree): XmlElement {
  const [root, ...others] = nodesOf(parsed.tree).filter((node) => !isBlank(node))
  if (!root || nameOf(root) === undefined) {
    throw new Refusal('the file has no root element', 'Write a <config> element.', { line: 0 })
  }
  const element = new Builder(parsed).build(root)
  if (others.length === 0) return element
  const message = `something stands beside the root element <${element.name}>`
  throw new Refusal(message, 'Keep one root element and nothing after it.', { line: 0 })
}

/** Elements are met in document order, so lines are counted once over the whole text. */
class Builder {
  readonly #text: string
  readonly #position: symbol
  #line = 1
  #counted = 0

  constructor({ text, position }: ParsedTree) {
    this.#text = text
    this.#position = position
  }

  build(node: Node): XmlElement {
    const name = nameOf(node) ?? ''
    const line = this.#lineOf(node)
    if (!NAME.test(name)) {
      throw new Refusal(`<${name.slice(0, 40)}> is not an element`, 'Repair the XML.', { line })
    }
    const inside = nodesOf(node[NAME_PREFIX + name])
    const children = inside.filter((child) => nameOf(child) !== undefined).map((child) => this.build(child))
    const attributes = attributesOf(node)
    const text = inside.map(textOf).join('').trim()
    for (const value of [text, ...attributes.values()]) {
      if (value.length > VALUE_MAX) throw tooLong(value, { name, line })
    }
    return { name, line, attributes, children, text }
  }

  #lineOf(node: Node): number {
    const position = node[this.#position]
    const index = isNode(position) ? Number(position['startIndex']) : 0
    let at = this.#text.indexOf('\n', this.#counted)
    while (at >= 0 && at < index) {
      this.#line += 1
      this.#counted = at + 1
      at = this.#text.indexOf('\n', this.#counted)
    }
    return this.#line
  }
}

function attributesOf(node: Node): ReadonlyMap<string, string> {
  const given = node[ATTRIBUTES]
  if (!isNode(given)) return NO_ATTRIBUTES
  return new Map(Object.entries(given).map(([name, value]) => [name.slice(NAME_PREFIX.length), String(value).trim()]))
}

function tooLong(value: string, { name, line }: { readonly name: string; readonly line: number }): Refusal {
  const message = `a value of <${name.slice(0, 40)}> has ${value.length} characters`
  return new Refusal(message, `Keep values under ${VALUE_MAX} characters.`, { line })
}

function nameOf(node: Node): string | undefined {
  const key = Object.keys(node).find((candidate) => candidate.startsWith(NAME_PREFIX))
  return key?.slice(NAME_PREFIX.length)
}

function textOf(node: Node): string {
  const text = node[TEXT]
  return typeof text === 'string' ? text : ''
}

function isBlank(node: Node): boolean {
  return nameOf(node) === undefined && textOf(node).trim() === ''
}

function nodesOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}
