import { lineAt, type XmlFault } from './refusal.js'

/** The text of an XML file, or why its bytes are not one. */
export type DecodedXml =
  | { readonly text: string; readonly fault?: undefined }
  | { readonly text?: undefined; readonly fault: XmlFault }

const SAVE_AS_UTF8 = 'Save the file as UTF-8.'
const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/
const DECLARATION = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/
const DECLARATION_REACH = 200
// oxlint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const LABELS: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['iso-8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['windows-1252', 'windows-1252'],
  ['iso-8859-15', 'iso-8859-15'],
])

/** Decodes an XML file's bytes: UTF-8, or the Western encoding its declaration names. */
export function decodeXml(bytes: Uint8Array): DecodedXml {
  if (bytes.length === 0) return refused('the file is empty', 'Write a <config> element, or remove the file.')
  if (looksLikeUtf16(bytes)) return refused('the file is encoded in UTF-16', SAVE_AS_UTF8)
  const head = Buffer.from(bytes.subarray(0, DECLARATION_REACH)).toString('latin1').replace(BYTE_ORDER_MARK, '')
  const declared = DECLARATION.exec(head)?.[1] ?? 'utf-8'
  const label = LABELS.get(declared.toLowerCase())
  if (label === undefined) return refused(`the encoding '${declared}' is not supported`, SAVE_AS_UTF8)
  return decodeAs(label, bytes)
}

function decodeAs(label: string, bytes: Uint8Array): DecodedXml {
  let text: string
  try {
    text = new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return refused('the file holds bytes that are not UTF-8', SAVE_AS_UTF8)
  }
  const illegal = ILLEGAL.exec(text)
  if (!illegal) return { text }
  const code = illegal[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()
  const message = `the file holds the character U+${code}, which XML does not allow`
  return { fault: { line: lineAt(text, illegal.index), message, remedy: 'Remove it; is this an XML file at all?' } }
}

// With a byte order mark, or with the zero byte that one half of `<` is in UTF-16.
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  return (first === 0x3c && second === 0) || (first === 0 && second === 0x3c)
}

function refused(message: string, remedy: string): DecodedXml {
  return { fault: { line: 0, message, remedy } }
}
