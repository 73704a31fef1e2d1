import { sentenceOf } from '@horarium/core'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { buildElement, NAME_PREFIX } from './build-element.js'
import type { XmlElement } from './element.js'
import { decodeEntities } from './entities.js'
import { lineAt, Refusal, type XmlFault } from './refusal.js'

export type ParsedXml =
  | { readonly root: XmlElement; readonly fault?: undefined }
  | { readonly root?: undefined; readonly fault: XmlFault }

const REPAIR = 'Repair the XML.'
const NO_DOCTYPE = 'Remove the DOCTYPE; nothing in it is read.'
const MESSAGE_MAX = 200

/** Reads a whole document into its one root element, or says why it is not well-formed, or not harmless. */
export function parseXml(text: string): ParsedXml {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  // Before anything is parsed, also inside a comment: telling the two apart would take a parser.
  const doctype = body.search(/<!DOCTYPE/i)
  if (doctype >= 0) {
    return { fault: { line: lineAt(body, doctype), message: 'the file has a DOCTYPE', remedy: NO_DOCTYPE } }
  }
  const verdict = XMLValidator.validate(body)
  if (verdict !== true) {
    const { line, msg } = verdict.err
    return { fault: { line, message: `the XML is broken: ${shorten(msg)}`, remedy: REPAIR } }
  }
  // Behind a root that closes itself, neither validator nor parser minds it.
  if (body.slice(body.lastIndexOf('>') + 1).trim() !== '') {
    return { fault: { line: 0, message: 'text follows the root element', remedy: 'Remove it.' } }
  }
  try {
    return { root: buildElement({ tree: PARSER.parse(body), text: body, position: POSITION }) }
  } catch (error) {
    return { fault: faultOf(error, body) }
  }
}

function faultOf(error: unknown, body: string): XmlFault {
  if (error instanceof Refusal) {
    const { message, remedy, where } = error
    return { line: 'line' in where ? where.line : lineAt(body, body.indexOf(where.found)), message, remedy }
  }
  return { line: 0, message: `the XML is broken: ${shorten(sentenceOf(error))}`, remedy: REPAIR }
}

function shorten(message: string): string {
  return message.length > MESSAGE_MAX ? `${message.slice(0, MESSAGE_MAX)}...` : message
}

// A symbol, which the library's types call an object.
const POSITION = XMLParser.getMetaDataSymbol() as unknown as symbol

const PARSER = new XMLParser({
  // Ordered nodes are the only ones that carry a position also when they hold nothing but text.
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  ignorePiTags: true,
  jPath: false,
  // Otherwise `1e3` becomes 1000 and `true` a boolean.
  parseTagValue: false,
  // Trimmed here, text on either side of a CDATA section would lose the space between.
  trimValues: false,
  // The library refuses a whole file for one element named `constructor`; with a first character no name can have, it
  // meets none of its reserved names. The function meets self-closed names twice.
  attributeNamePrefix: NAME_PREFIX,
  transformTagName: (name) => (name.startsWith(NAME_PREFIX) ? name : NAME_PREFIX + name),
  entityDecoder: {
    decode: decodeEntities,
    addInputEntities: () => {
      throw new Refusal('the file has a DOCTYPE', NO_DOCTYPE, { found: '<!D' })
    },
    setExternalEntities: () => undefined,
    setXmlVersion: () => undefined,
    reset: () => undefined,
  },
})
