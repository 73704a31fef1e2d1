import { join } from 'node:path'
import { didYouMean, type LayerValue, type Problem } from '@horarium/core'
import type { ConfigNode } from './config-node.js'
import { readConfigXml } from './config-xml.js'
import { readCronGroupsXml } from './cron-groups-xml.js'
import { readCrontabXml } from './crontab-xml.js'
import type { JobLayer } from './job-layer.js'
import type { ModuleDeclaration, ModuleNeed } from './module-declaration.js'
import type { ModuleFile, ModuleFolder } from './module-folders.js'
import { readModuleXml } from './module-xml.js'
import type { DeclaredObserver } from './observers.js'
import { warningAt } from './place.js'
import { readText } from './xml/read-text.js'

/** A folder `<Vendor>/<Name>` whose XML declares jobs or settings. */
export interface Module {
  /** `Vendor_Name`. */
  readonly name: string
  readonly path: string
  /** An inactive module declares nothing. */
  readonly active: boolean
  /** Magento 1's class prefix of a model alias, as this module gives it. */
  readonly modelClasses: ReadonlyMap<string, string>
}

/** A module and what its files say, before it is merged with others. */
export interface ReadModule {
  readonly module: Module
  /** The modules it comes after. */
  readonly needs: readonly ModuleNeed[]
  readonly jobs: readonly JobLayer[]
  readonly observers: readonly DeclaredObserver[]
  readonly defaults: readonly ConfigNode[]
  readonly groups: readonly string[]
  readonly groupValues: ReadonlyMap<string, LayerValue>
  readonly problems: readonly Problem[]
}

/** Reads a module's files; one that cannot be read leaves the others alone. */
export async function readModule(folder: ModuleFolder): Promise<ReadModule> {
  const unreadable: Problem[] = []
  const texts = await Promise.all(
    folder.files.map(async (file): Promise<[ModuleFile, string | undefined]> => {
      return [file, await readText(join(folder.path, 'etc', file), unreadable)]
    }),
  )
  const read = interpretModule(folder, new Map(texts))
  return { ...read, problems: [...unreadable, ...read.problems] }
}

/** What a module's files say, given their texts. */
export function interpretModule(
  { name, path }: Pick<ModuleFolder, 'name' | 'path'>,
  texts: ReadonlyMap<ModuleFile, string | undefined>,
): ReadModule {
  const read = <Content>(file: ModuleFile, parse: (text: string, file: string) => Content): Content | undefined => {
    const text = texts.get(file)
    return text === undefined ? undefined : parse(text, join(path, 'etc', file))
  }
  const config = read('config.xml', readConfigXml)
  const crontab = read('crontab.xml', readCrontabXml)
  const cronGroups = read('cron_groups.xml', readCronGroupsXml)
  const moduleXml = read('module.xml', readModuleXml)
  const declarations = [...(config?.modules ?? []), ...(moduleXml?.modules ?? [])]
  const own = declarations.filter((declaration) => declaration.name === name)
  const modelClasses = config?.modelClasses ?? new Map<string, string>()
  const module = { name, path, active: own.every(({ inactive }) => !inactive), modelClasses }
  const ownProblems = own.flatMap((declaration) => declaration.problems)
  if (!module.active) return withoutContent({ module, problems: ownProblems })
  return {
    module,
    needs: own.flatMap(({ needs }) => needs),
    jobs: [...(config?.jobs ?? []), ...(crontab?.jobs ?? [])],
    observers: config?.observers ?? [],
    defaults: config?.defaults ?? [],
    groups: cronGroups?.groups ?? [],
    groupValues: cronGroups?.values ?? new Map(),
    problems: [
      ...ownProblems,
      ...[moduleXml, config, crontab, cronGroups].flatMap((content) => content?.problems ?? []),
      ...declarations.flatMap((declaration) => othersProblems(name, declaration)),
    ],
  }
}

/** The module as one that declares nothing. */
export function withoutContent({ module, problems }: Pick<ReadModule, 'module' | 'problems'>): ReadModule {
  const nothing = {
    needs: [],
    jobs: [],
    observers: [],
    defaults: [],
    groups: [],
    groupValues: new Map<string, LayerValue>(),
  }
  return { module: { ...module, active: false }, ...nothing, problems }
}

// One module that switches off another would make the answer hang on which of the two is read first.
function othersProblems(name: string, { name: other, inactive, needs }: ModuleDeclaration): readonly Problem[] {
  const place = inactive ?? needs[0]?.place
  if (other === name || !place) return []
  const message = `only ${other} itself can say whether it is active and what it requires, ignored`
  return [warningAt(place, message, `Write it into the files of ${other}.${didYouMean(other, [name])}`)]
}
