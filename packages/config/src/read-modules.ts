import type { LayerValue, Problem } from '@horarium/core'
import { SETTING_ROOT, settingOf } from '@horarium/core'
import { addNode, type ConfigNode, leafNode, leavesOf } from './config-node.js'
import { type DeclaredJob, declareJob, type ModuleLayer } from './declared-job.js'
import { inBatches } from './in-batches.js'
import type { JobLayer } from './job-layer.js'
import { findModuleFolders, type FoundFolders, type ModuleFolder } from './module-folders.js'
import type { DeclaredObserver } from './observers.js'
import { orderModules } from './module-order.js'
import { type Module, type ReadModule, readModule, withoutContent } from './read-module.js'

/** Everything the modules below some roots say, merged; nothing in it has met a setting yet. */
export interface ModuleTree {
  /** In the order they are merged in; also inactive ones. */
  readonly modules: readonly Module[]
  /** Sorted by code. */
  readonly jobs: readonly DeclaredJob[]
  readonly observers: readonly DeclaredObserver[]
  /** The leaves under `<default>` and the settings of `cron_groups.xml`, by path. */
  readonly values: ReadonlyMap<string, LayerValue>
  /** The groups some module has settings for. */
  readonly groups: ReadonlySet<string>
  /** Of files and folders; those of a job are with the job. */
  readonly problems: readonly Problem[]
}

/**
 * Reads all modules below the roots (`<root>/<Vendor>/<Name>`), or those named and all they come after, and merges what they
 * declare.
 */
export async function readModules(roots: readonly string[], only?: readonly string[]): Promise<ModuleTree> {
  const found = await findModuleFolders(roots)
  const read = await (only ? readWithNeeds(found.folders, only) : inBatches(found.folders, readModule))
  const tree = mergeModules(read)
  return { ...tree, problems: [...(only ? problemsOf(found, read) : found.problems), ...tree.problems] }
}

async function readWithNeeds(
  folders: readonly ModuleFolder[],
  only: readonly string[],
): Promise<readonly ReadModule[]> {
  const read = new Map<string, ReadModule>()
  for (let wanted = new Set(only); wanted.size > 0; ) {
    const next = folders.filter(({ name }) => wanted.has(name) && !read.has(name))
    // oxlint-disable-next-line no-await-in-loop -- what a module needs is known once it is read
    for (const one of await inBatches(next, readModule)) read.set(one.module.name, one)
    wanted = new Set(next.flatMap(({ name }) => read.get(name)?.needs ?? []).map(({ name }) => name))
  }
  return [...read.values()]
}

// Of the folders that lead to these modules, or lie in them.
function problemsOf({ problems }: FoundFolders, read: readonly ReadModule[]): readonly Problem[] {
  const paths = read.map(({ module }) => module.path)
  return problems.filter(({ file }) => paths.some((path) => path.startsWith(file) || file.startsWith(path)))
}

/** Merges what modules say, in their order. */
export function mergeModules(modules: readonly ReadModule[]): ModuleTree {
  const { read, problems } = inModuleOrder(modules)
  const values = valuesOf(read)
  return {
    modules: read.map(({ module }) => module),
    jobs: declareJobs(read),
    observers: read.flatMap(({ observers }) => observers),
    values,
    groups: new Set([...read.flatMap(({ groups }) => groups), ...groupsIn(values)]),
    problems: [...problems, ...read.flatMap((module) => module.problems)],
  }
}

/** What of a module declares jobs. */
export interface DeclaringModule {
  readonly module: Pick<Module, 'name'>
  readonly jobs: readonly JobLayer[]
}

interface InOrder {
  readonly read: readonly ReadModule[]
  readonly problems: readonly Problem[]
}

function inModuleOrder(modules: readonly ReadModule[]): InOrder {
  const orderable = modules.map((read) => ({ ...read.module, needs: read.needs, read }))
  const { modules: ordered, leftOut, problems } = orderModules(orderable)
  return { read: ordered.map(({ name, read }) => (leftOut.has(name) ? withoutContent(read) : read)), problems }
}

/** The jobs of modules in their order, each with all its declarations; sorted by code. */
export function declareJobs(read: readonly DeclaringModule[]): readonly DeclaredJob[] {
  const declarations = new Map<string, ModuleLayer[]>()
  for (const { module, jobs } of read) {
    for (const layer of jobs) {
      const known = declarations.get(layer.code)
      if (known) known.push({ module: module.name, layer })
      else declarations.set(layer.code, [{ module: module.name, layer }])
    }
  }
  return [...declarations].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([code, all]) => declareJob(code, all))
}

// As in Magento 2, what `<default>` says stands over what `cron_groups.xml` says, whichever module says it.
function valuesOf(read: readonly ReadModule[]): ReadonlyMap<string, LayerValue> {
  const values = new Map(read.flatMap(({ groupValues }) => [...groupValues]))
  const defaults = mergeDefaults(read.flatMap((module) => module.defaults))
  for (const [path, { text, place }] of leavesOf(defaults)) {
    values.set(path, { value: text, source: `${place.file}:${place.line}` })
  }
  return values
}

function mergeDefaults(trees: readonly ConfigNode[]): ConfigNode {
  const merged = leafNode('', { file: '', line: 0, path: 'default' })
  for (const tree of trees) for (const [name, node] of tree.children) addNode(merged.children, name, node)
  return merged
}

function* groupsIn(values: ReadonlyMap<string, LayerValue>): Generator<string> {
  for (const path of values.keys()) {
    const group = path.startsWith(`${SETTING_ROOT}/`) ? settingOf(path)?.group : undefined
    if (group !== undefined) yield group
  }
}
