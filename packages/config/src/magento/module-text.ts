import type { Dialect } from '@horarium/core'
import { type ConfigNode, leafNode, nodeAt } from '../config-node.js'
import type { JobLayer } from '../job-layer.js'
import { childLines, configFile, elementLines, XmlTree } from './xml-text.js'

/** What of a module is carried over. */
export interface ImportedModule {
  readonly name: string
  /** Imported modules it comes after. */
  readonly needs: readonly string[]
  readonly jobs: readonly JobLayer[]
  /** Settings under `<default>`, by path. */
  readonly defaults: ReadonlyMap<string, string>
  /** Settings of `cron_groups.xml`, by group and name. */
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Class prefixes its jobs' handlers need, by alias. */
  readonly aliases: ReadonlyMap<string, string>
}

/** The files of a module by their names below `etc`, in the form its Magento has. */
export function moduleFiles(module: ImportedModule, dialect: Dialect): ReadonlyMap<string, string> {
  const tree = new XmlTree()
  const files = new Map<string, string>()
  if (dialect === 'magento1') declareIn(tree, module)
  else files.set('module.xml', moduleXml(module))
  fillTree(tree, module)
  if (!tree.isEmpty) files.set('config.xml', configFile('config.xsd', childLines(tree.root)))
  const grouped = module.jobs.filter(isOfCrontabXml)
  if (grouped.length > 0) files.set('crontab.xml', crontabXml(grouped))
  if (module.groups.size > 0) files.set('cron_groups.xml', cronGroupsXml(module.groups))
  return files
}

function declareIn(tree: XmlTree, { name, needs }: ImportedModule): void {
  tree.putText(['modules', name, 'active'], 'true')
  for (const need of needs) tree.putText(['modules', name, 'depends', need], '')
}

function isOfCrontabXml({ area, group }: JobLayer): boolean {
  return area === 'crontab' && group !== undefined
}

function fillTree(tree: XmlTree, { jobs, defaults, aliases }: ImportedModule): void {
  for (const [alias, prefix] of aliases) tree.putText(['global', 'models', alias, 'class'], prefix)
  for (const job of jobs) {
    if (isOfCrontabXml(job)) continue
    const area = job.area === 'default' ? ['default', 'crontab'] : ['crontab']
    tree.put([...area, ...(job.group === undefined ? [] : [job.group]), 'jobs', job.code], job.node)
  }
  for (const [path, value] of defaults) tree.putText(['default', ...path.split('/')], value)
}

function moduleXml({ name, needs }: ImportedModule): string {
  const before = needs.flatMap((need) => elementLines('module', { name: need }, []))
  const sequence = before.length === 0 ? [] : elementLines('sequence', {}, before)
  return configFile('module.xsd', elementLines('module', { name }, sequence))
}

function crontabXml(jobs: readonly JobLayer[]): string {
  const ids = [...new Set(jobs.map(({ group }) => group ?? ''))]
  const lines = ids.flatMap((id) => {
    const inside = jobs.filter(({ group }) => group === id).flatMap(jobLines)
    return elementLines('group', { id }, inside)
  })
  return configFile('crontab.xsd', lines)
}

// Magento 2's form: the class in attributes, the expression and its path beside each other.
function jobLines({ code, node }: JobLayer): readonly string[] {
  const attributes = ['instance', 'method'].flatMap((name) => {
    const text = nodeAt(node, name)?.text
    return text === undefined ? [] : [[name, text] as const]
  })
  const inside = leafNode('', node.place)
  const add = (name: string, child: ConfigNode | undefined): void => void (child && inside.children.set(name, child))
  add('schedule', nodeAt(node, 'schedule', 'cron_expr'))
  add('config_path', nodeAt(node, 'schedule', 'config_path'))
  for (const [name, child] of node.children) {
    if (!['schedule', 'instance', 'method'].includes(name)) add(name, child)
  }
  return elementLines('job', { name: code, ...Object.fromEntries(attributes) }, childLines(inside))
}

function cronGroupsXml(groups: ImportedModule['groups']): string {
  const lines = [...groups].flatMap(([id, settings]) => {
    const tree = new XmlTree()
    for (const [name, value] of settings) tree.putText([name], value)
    return elementLines('group', { id }, childLines(tree.root))
  })
  return configFile('cron_groups.xsd', lines)
}
