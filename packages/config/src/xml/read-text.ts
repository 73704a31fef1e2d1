import type { Problem } from '@horarium/core'
import { errorAt } from '../place.js'
import { decodeXml } from './decode-xml.js'
import { readBytes } from './read-bytes.js'

/** Reads the text of an XML file; `undefined` when its bytes are none, which goes to `problems`. */
export async function readText(file: string, problems: Problem[]): Promise<string | undefined> {
  const read = await readBytes(file)
  const decoded = read.bytes ? decodeXml(read.bytes) : read
  if (decoded.fault === undefined) return decoded.text
  const { line, message, remedy } = decoded.fault
  problems.push(errorAt({ file, line, path: '' }, message, remedy))
  return undefined
}
