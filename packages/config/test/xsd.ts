import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { descend, type XmlElement } from '../src/xml/element.js'
import { parseXml } from '../src/xml/parse-xml.js'

export const XSD_FOLDER: string = join(import.meta.dirname, '../../sdk/xsd')

// One schema includes another by its file's name.
xmlRegisterFsInputProviders()
const validators = new Map<string, XsdValidator>()

/** What libxml says against a text by the schema of this path; empty when it is valid. */
export function faultsBy(schema: string, text: string): readonly string[] {
  const validator = validators.get(schema) ?? compile(schema)
  validators.set(schema, validator)
  try {
    const document = XmlDocument.fromString(text)
    try {
      validator.validate(document)
    } finally {
      document.dispose()
    }
    return []
  } catch (error) {
    if (error instanceof XmlLibError) return error.details.map(({ line, message }) => `${line}: ${message.trim()}`)
    throw error
  }
}

function compile(path: string): XsdValidator {
  return XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(path), { url: path }))
}

/** The root of a schema of the SDK. */
export function schemaOf(name: string): XmlElement {
  const { root, fault } = parseXml(readFileSync(join(XSD_FOLDER, name), 'utf8'))
  if (!root) throw new Error(fault.message)
  return root
}

export function nameOf({ attributes }: XmlElement): string {
  return attributes.get('name') ?? attributes.get('ref') ?? ''
}

/** The component of a schema that has this name. */
export function named(schema: XmlElement, kind: string, name: string): XmlElement {
  const found = descend([schema], `xs:${kind}`).find((element) => nameOf(element) === name)
  if (!found) throw new Error(`no ${kind} ${name}`)
  return found
}

/** The values an enumeration allows. */
export function enumerated(type: XmlElement): readonly string[] {
  return descend([type], 'xs:restriction', 'xs:enumeration').map(({ attributes }) => attributes.get('value') ?? '')
}
