import type { Dialect, Problem } from '@horarium/core'
import type { DeclaredJob } from '../declared-job.js'
import { warningAt } from '../place.js'
import { declareJobs } from '../read-modules.js'
import { findMagento1 } from './find-magento1.js'
import { findMagento2 } from './find-magento2.js'
import type { FoundModules } from './found-modules.js'
import { importModules, modelClassesIn } from './import-modules.js'
import { importOrder } from './import-order.js'
import { type ImportedModule, moduleFiles } from './module-text.js'
import { configPathsOf, gapsInXml, timezoneOf } from './outside-xml.js'
import { handlerText, type WantedHandler, wantedHandlers } from './wanted-handlers.js'

/** What a Magento tree says of cron, as modules of ours, and what stays behind. */
export interface MagentoImport {
  readonly dialect: Dialect
  /** How many modules of Magento were read. */
  readonly read: number
  /** In the order in which they are merged. */
  readonly modules: readonly ModuleText[]
  readonly jobCodes: readonly string[]
  /** To be written in TypeScript: PHP is not carried over. */
  readonly handlers: readonly WantedHandler[]
  /** The settings that hold expressions; Magento keeps them in its database as soon as somebody saves them. */
  readonly configPaths: readonly string[]
  /** The zone in which Magento reads expressions, as far as the XML says. */
  readonly timezone: string | undefined
  /** Everything that is not carried over or needs a decision. */
  readonly problems: readonly Problem[]
}

export interface ModuleText {
  /** `Vendor_Name`. */
  readonly name: string
  readonly jobCodes: readonly string[]
  /** Texts by their path below a folder of modules. */
  readonly files: ReadonlyMap<string, string>
}

/** Reads a Magento 1 or Magento 2 tree; `undefined` when no module of either is found in it. Writes nothing. */
export async function readMagento(root: string): Promise<MagentoImport | undefined> {
  const found = (await findMagento1(root)) ?? (await findMagento2(root))
  return found && importAll(found)
}

function importAll(found: FoundModules): MagentoImport {
  const { modules, problems } = importOrder(importModules(found))
  const jobs = declareJobs(modules.map(({ name, jobs: layers }) => ({ module: { name }, jobs: layers })))
  const { handlers, nameless } = wantedHandlers(jobs, modelClassesIn(found))
  return {
    dialect: found.dialect,
    read: found.modules.length,
    modules: [...modules, ...homesOf(handlers, modules)].map((module) => textOf(module, found.dialect)),
    jobCodes: jobs.map(({ code }) => code),
    handlers,
    configPaths: configPathsOf(jobs),
    timezone: timezoneOf(found),
    problems: [
      ...found.problems,
      ...found.modules.flatMap(({ source }) => source.problems),
      ...jobs.flatMap((job) => job.problems),
      ...problems,
      ...gapsInXml(found, jobs),
      ...nameless.map(namelessProblem),
    ],
  }
}

// A handler may belong to a module that says nothing of cron itself; its folder must be one of a module all the same.
function homesOf(handlers: readonly WantedHandler[], modules: readonly ImportedModule[]): readonly ImportedModule[] {
  const known = new Set(modules.map(({ name }) => name.toLowerCase()))
  const names = new Set(handlers.map(({ module }) => module).filter((name) => !known.has(name.toLowerCase())))
  const nothing = { needs: [], jobs: [], defaults: new Map(), groups: new Map(), aliases: new Map() }
  return [...names].map((name) => ({ name, ...nothing }))
}

function textOf(module: ImportedModule, dialect: Dialect): ModuleText {
  const folder = module.name.replace('_', '/')
  const files = [...moduleFiles(module, dialect)].map(([file, text]): [string, string] => [
    `${folder}/etc/${file}`,
    text,
  ])
  return { name: module.name, jobCodes: [...new Set(module.jobs.map(({ code }) => code))], files: new Map(files) }
}

function namelessProblem(job: DeclaredJob): Problem {
  const message = `'${handlerText(job)}' names no handler of ${job.code}`
  const remedy = 'A virtual type of di.xml has no class of its own: name one, as Vendor\\Name\\Class::method.'
  return warningAt(job.place, message, remedy)
}
