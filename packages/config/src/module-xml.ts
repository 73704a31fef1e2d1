import { didYouMean, type Problem } from '@horarium/core'
import { readConfigRoot } from './config-root.js'
import { type ModuleDeclaration, readModuleElement, readModulesNode } from './module-declaration.js'
import { warningAt } from './place.js'
import type { XmlElement } from './xml/element.js'

/** What one `module.xml`, or one file of Magento 1's `app/etc/modules`, says. */
export interface ModuleXml {
  readonly modules: readonly ModuleDeclaration[]
  readonly problems: readonly Problem[]
}

/** What may stand in `<config>`; `module.xsd` names the same. */
export const MODULE_NODES: readonly string[] = ['module', 'modules']

/** Reads Magento 2's `<module name><sequence>` and Magento 1's `<modules><Vendor_Name><depends>`. */
export function readModuleXml(text: string, file: string): ModuleXml {
  const problems: Problem[] = []
  const elements = readConfigRoot(text, file, problems)?.children ?? []
  return { modules: elements.flatMap((element) => readDeclarations(element, file, problems)), problems }
}

function readDeclarations(element: XmlElement, file: string, problems: Problem[]): readonly ModuleDeclaration[] {
  const place = { file, line: element.line, path: `config/${element.name}` }
  if (element.name === 'module') return [readModuleElement(element, place)]
  if (element.name === 'modules') return readModulesNode([element], place)
  const remedy = `Remove it.${didYouMean(element.name, MODULE_NODES)}`
  problems.push(warningAt(place, `<${element.name}> is not a node of module.xml, ignored`, remedy))
  return []
}
