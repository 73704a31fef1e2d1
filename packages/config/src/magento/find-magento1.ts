import { basename, dirname, join } from 'node:path'
import { type Problem, settingOf } from '@horarium/core'
import { leavesOf } from '../config-node.js'
import { readConfigXml } from '../config-xml.js'
import { inBatches } from '../in-batches.js'
import type { ModuleDeclaration } from '../module-declaration.js'
import { readModuleXml } from '../module-xml.js'
import { warningAt } from '../place.js'
import { readText } from '../xml/read-text.js'
import { filesIn, foldersBelow, isThere } from './folders.js'
import { type FoundModule, type FoundModules, isModuleName } from './found-modules.js'
import { readSource } from './source.js'

/** The modules of a Magento 1 tree that Magento would load; `undefined` when there are none. */
export async function findMagento1(root: string): Promise<FoundModules | undefined> {
  const folders = await moduleFolders(root)
  if (folders.size === 0) return undefined
  const problems: Problem[] = []
  const declared = await readDeclarations(join(root, 'app/etc/modules'), problems)
  const active = [...folders].filter(([name, pools]) => {
    const problem = absence(name, [...pools.values()].join(', '), declared)
    if (problem) problems.push(problem)
    return !problem
  })
  const modules = await inBatches(active, async ([name, pools]): Promise<FoundModule> => {
    const chosen = pools.get(declared.get(name)?.codePool ?? '') ?? [...pools.values()][0] ?? ''
    return { name, source: await readSource(chosen) }
  })
  problems.push(...(await localProblems(join(root, 'app/etc/local.xml'))))
  const needs = new Map([...declared.values()].map((one) => [one.name, one.needs.map((need) => need.name)]))
  return { dialect: 'magento1', modules, needs, problems }
}

// The stronger first: Magento looks for a class in this order, should no file say where a module is.
const POOLS = ['local', 'community', 'core']

/** By module, then by pool. */
async function moduleFolders(root: string): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const found = new Map<string, Map<string, string>>()
  const pools = await inBatches(POOLS, (pool) => foldersBelow(join(root, 'app/code', pool), 2))
  for (const [index, folders] of pools.entries()) {
    for (const folder of folders) {
      const name = `${basename(dirname(folder))}_${basename(folder)}`
      if (!isModuleName(name)) continue
      const inPools = found.get(name) ?? new Map<string, string>()
      found.set(name, inPools.set(POOLS[index] ?? '', folder))
    }
  }
  return found
}

type Declarations = ReadonlyMap<string, ModuleDeclaration>

async function readDeclarations(folder: string, problems: Problem[]): Promise<Declarations> {
  const files = (await filesIn(folder)).filter((name) => name.endsWith('.xml'))
  const read = await inBatches(files, async (name) => {
    const text = await readText(join(folder, name), problems)
    return text === undefined ? undefined : readModuleXml(text, join(folder, name))
  })
  problems.push(...read.flatMap((xml) => xml?.problems ?? []))
  const declarations = read.flatMap((xml) => xml?.modules ?? [])
  problems.push(...declarations.flatMap((declaration) => declaration.problems))
  return new Map(declarations.map((declaration) => [declaration.name, declaration]))
}

// It is merged after all modules, and holds passwords: nothing of it is carried over by itself.
async function localProblems(file: string): Promise<readonly Problem[]> {
  const text = (await isThere(file)) ? await readText(file, []) : undefined
  const { jobs, defaults } = readConfigXml(text ?? '<config/>', file)
  const settings = defaults.flatMap((root) => [...leavesOf(root)]).filter(([path]) => settingOf(path) !== undefined)
  const said = [...jobs.map(({ code, node }) => [code, node] as const), ...settings]
  return said.map(([name, { place }]) =>
    warningAt(
      place,
      `local.xml says something of ${name}, which is not carried over`,
      'Set it in horarium.config.json.',
    ),
  )
}

function absence(name: string, file: string, declared: Declarations): Problem | undefined {
  const declaration = declared.get(name)
  if (declaration?.inactive) {
    return warningAt(
      declaration.inactive,
      `${name} is inactive: left out`,
      'Switch it on first, if its jobs are wanted.',
    )
  }
  // A module by itself may come without the file that declares it.
  if (declaration || declared.size === 0) return undefined
  const message = `no file of app/etc/modules declares ${name}, so Magento never loads it: left out`
  return warningAt({ file, line: 0, path: '' }, message, 'Declare it first, if its jobs are wanted.')
}
