import { jobPathOf, type LayerValue, SETTING_ROOT, settingOf } from '@horarium/core'
import { leavesOf, nodeAt } from '../config-node.js'
import type { JobLayer } from '../job-layer.js'
import type { FoundModule, FoundModules } from './found-modules.js'
import { importedLayer } from './imported-job.js'
import type { ImportedModule } from './module-text.js'
import { aliasOf, prefixWithoutModel } from './wanted-handlers.js'

/** Takes out of every module what is about cron; modules without any are dropped. */
export function importModules(found: FoundModules): readonly ImportedModule[] {
  const layers = new Map(found.modules.map((module) => [module.name, layersOf(module, found)]))
  const paths = new Set([...layers.values()].flat().map((layer) => textAt(layer, 'schedule', 'config_path')))
  const classes = modelClassesIn(found)
  const modules = found.modules.map((module): ImportedModule => {
    const jobs = layers.get(module.name) ?? []
    const groups = groupsOf(module)
    return {
      name: module.name,
      needs: [],
      jobs,
      defaults: defaultsOf(module, paths),
      groups,
      aliases: aliasesOf(jobs, classes),
    }
  })
  const full = modules.filter(({ jobs, defaults, groups }) => jobs.length + defaults.size + groups.size > 0)
  const names = new Set(full.map(({ name }) => name))
  return full.map((module) => ({ ...module, needs: needsAmong(module.name, names, found) }))
}

// Magento never reads the jobs under <global>; to carry them over would start what never ran.
function layersOf({ source }: FoundModule, { dialect }: FoundModules): readonly JobLayer[] {
  const layers = [...(source.config?.jobs ?? []), ...(source.crontab?.jobs ?? [])]
  return layers.filter(({ area }) => area !== 'global').map((layer) => importedLayer(layer, dialect))
}

function textAt({ node }: JobLayer, ...names: readonly string[]): string {
  return nodeAt(node, ...names)?.text ?? ''
}

// What jobs say in settings is with the jobs; of all others only those count that somebody reads.
function defaultsOf({ source }: FoundModule, paths: ReadonlySet<string>): ReadonlyMap<string, string> {
  const leaves = (source.config?.defaults ?? []).flatMap((root) => [...leavesOf(root)])
  const isRead = (path: string): boolean => settingOf(path) !== undefined || paths.has(path)
  const wanted = leaves.filter(([path]) => isRead(path) && jobPathOf(path) === undefined)
  return new Map(wanted.map(([path, { text }]) => [path, text]))
}

function groupsOf({ source }: FoundModule): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const { groups = [], values = new Map<string, LayerValue>() } = source.cronGroups ?? {}
  return new Map(
    groups.map((group) => {
      const prefix = `${SETTING_ROOT}/${group}/`
      const own = [...values].filter(([path]) => path.startsWith(prefix))
      return [group, new Map(own.map(([path, { value }]) => [path.slice(prefix.length), value]))]
    }),
  )
}

/** The class prefixes of all aliases that modules declare, or that Magento 1 would make up for a job. */
export function modelClassesIn(found: FoundModules): ReadonlyMap<string, string> {
  const used = found.modules.flatMap((module) => layersOf(module, found)).flatMap(aliasIn)
  const madeUp = used.map((alias): [string, string] => [alias, prefixWithoutModel(alias)])
  return new Map([...madeUp, ...found.modules.flatMap(({ source }) => [...(source.config?.modelClasses ?? [])])])
}

function aliasIn(layer: JobLayer): readonly string[] {
  const alias = aliasOf(textAt(layer, 'run', 'model'))
  return alias === undefined ? [] : [alias]
}

// An alias named as its module stands for the folder Model of it, as it does here without being told.
function aliasesOf(jobs: readonly JobLayer[], classes: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const prefixes = jobs.flatMap(aliasIn).map((alias): [string, string] => [alias, classes.get(alias) ?? ''])
  return new Map(prefixes.filter(([alias, prefix]) => prefix.toLowerCase() !== `${alias}_model`))
}

/** The wanted ones among the modules it requires, and behind those that are not wanted, the ones these require. */
function needsAmong(name: string, wanted: ReadonlySet<string>, { modules, needs }: FoundModules): readonly string[] {
  const inConfig = new Map(
    modules.map(({ name: other, source }) => [
      other,
      (source.config?.modules ?? [])
        .filter((one) => one.name === other)
        .flatMap((one) => one.needs.map((need) => need.name)),
    ]),
  )
  const direct = (of: string): readonly string[] => [...(needs.get(of) ?? []), ...(inConfig.get(of) ?? [])]
  const found = new Set<string>()
  const seen = new Set([name])
  const open = [...direct(name)]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    if (wanted.has(next)) found.add(next)
    else open.push(...direct(next))
  }
  return [...found].toSorted()
}
