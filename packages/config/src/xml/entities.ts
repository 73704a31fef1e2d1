import { Refusal } from './refusal.js'

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])
const ENTITY = /&(?:(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[\w.-]{1,40});|.?)/gsu

/** Replaces the five predefined and the numeric entities; throws `Refusal` for any other, as none can be declared. */
export function decodeEntities(text: string): string {
  // Raw text never holds a `<`; an attribute value that does is not well-formed, and may hide markup from a reader.
  if (text.includes('<')) {
    throw new Refusal("a '<' stands inside an attribute value", 'Write &lt; instead.', { found: `"${text}"` })
  }
  if (!text.includes('&')) return text
  return text.replace(ENTITY, (found, name?: string) => {
    const character = name?.startsWith('#') ? numbered(name.slice(1)) : PREDEFINED.get(name ?? '')
    if (character !== undefined) return character
    const remedy = 'Write the character itself; a plain & is written &amp;.'
    throw new Refusal(`'${found}' is not an entity XML knows by itself`, remedy, { found })
  })
}

// The characters XML 1.0 allows; a zero or half a surrogate would be trouble for whoever stores the text.
function numbered(digits: string): string | undefined {
  const code = digits.startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number(digits)
  const legal =
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x1_0000 && code <= 0x10_ffff)
  return legal ? String.fromCodePoint(code) : undefined
}
