import { didYouMean, type LayerValue, type Problem, SETTING_TABLE, settingPath } from '@horarium/core'
import { readConfigRoot } from './config-root.js'
import { groupElementsOf } from './group-elements.js'
import { warningAt } from './place.js'

/** What one `cron_groups.xml` says. */
export interface CronGroupsXml {
  readonly groups: readonly string[]
  /** By path, `system/cron/<group>/<setting>`. */
  readonly values: ReadonlyMap<string, LayerValue>
  readonly problems: readonly Problem[]
}

const NAMES = SETTING_TABLE.map(({ name }) => name)

/** Reads Magento 2's `cron_groups.xml`: its seven nodes, and every other setting of a group beside them. */
export function readCronGroupsXml(text: string, file: string): CronGroupsXml {
  const problems: Problem[] = []
  const values = new Map<string, LayerValue>()
  const groups = groupElementsOf(readConfigRoot(text, file, problems), file, problems)
  for (const { element, id, place } of groups) {
    for (const node of element.children) {
      const name = NAMES.find((known) => known === node.name)
      if (name) values.set(settingPath(id, name), { value: node.text, source: `${file}:${node.line}` })
      else {
        const at = { ...place, line: node.line, path: `${place.path}/${node.name}` }
        const remedy = `Remove it.${didYouMean(node.name, NAMES)}`
        problems.push(warningAt(at, `${node.name} is not a setting of a group, ignored`, remedy))
      }
    }
  }
  return { groups: groups.map(({ id }) => id), values, problems }
}
