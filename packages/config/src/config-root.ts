import { didYouMean, type Problem } from '@horarium/core'
import { errorAt } from './place.js'
import type { XmlElement } from './xml/element.js'
import { parseXml } from './xml/parse-xml.js'

/** The `<config>` a document consists of; when it is none, the reason goes to `problems`. */
export function readConfigRoot(text: string, file: string, problems: Problem[]): XmlElement | undefined {
  const { root, fault } = parseXml(text)
  if (!root) {
    problems.push(errorAt({ file, line: fault.line, path: '' }, fault.message, fault.remedy))
    return undefined
  }
  if (root.name === 'config') return root
  const remedy = `Make it <config>.${didYouMean(root.name, ['config'])}`
  problems.push(errorAt({ file, line: root.line, path: root.name }, `the root element is <${root.name}>`, remedy))
  return undefined
}
