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
import { errorAt, warningAt } from './place.js'
import { decodeXml } from './xml/decode-xml.js'
import { readBytes } from './xml/read-bytes.js'

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
  readonly defaults: readonly ConfigNode[]
  readonly groups: readonly string[]
  readonly groupValues: ReadonlyMap<string, LayerValue>
  readonly problems: readonly Problem[]
}

/** Reads a module's files; one that cannot be read leaves the others alone. */
export async function readModule(folder: ModuleFolder): Promise<ReadModule> {
  const { name, path } = folder
  const problems: Problem[] = []
  const read = <Content>(
    file: ModuleFile,
    parse: (text: string, file: string) => Content,
  ): Promise<Content | undefined> =>
    folder.files.includes(file) ? readXml(join(path, 'etc', file), parse, problems) : Promise.resolve(undefined)
  const config = await read('config.xml', readConfigXml)
  const crontab = await read('crontab.xml', readCrontabXml)
  const cronGroups = await read('cron_groups.xml', readCronGroupsXml)
  const moduleXml = await read('module.xml', readModuleXml)
  const declarations = [...(config?.modules ?? []), ...(moduleXml?.modules ?? [])]
  const own = declarations.filter((declaration) => declaration.name === name)
  const modelClasses = config?.modelClasses ?? new Map<string, string>()
  const module = { name, path, active: own.every(({ inactive }) => !inactive), modelClasses }
  const ownProblems = own.flatMap((declaration) => declaration.problems)
  if (!module.active) return withoutContent({ module, problems: ownProblems })
  problems.push(...ownProblems)
  for (const content of [moduleXml, config, crontab, cronGroups]) problems.push(...(content?.problems ?? []))
  problems.push(...declarations.flatMap((declaration) => othersProblems(name, declaration)))
  return {
    module,
    needs: own.flatMap(({ needs }) => needs),
    jobs: [...(config?.jobs ?? []), ...(crontab?.jobs ?? [])],
    defaults: config?.defaults ?? [],
    groups: cronGroups?.groups ?? [],
    groupValues: cronGroups?.values ?? new Map(),
    problems,
  }
}

/** The module as one that declares nothing. */
export function withoutContent({ module, problems }: Pick<ReadModule, 'module' | 'problems'>): ReadModule {
  const nothing = { needs: [], jobs: [], defaults: [], groups: [], groupValues: new Map<string, LayerValue>() }
  return { module: { ...module, active: false }, ...nothing, problems }
}

/** Reads one file; `undefined` when its bytes are no text, which goes to `problems`. */
export async function readXml<Content>(
  file: string,
  parse: (text: string, file: string) => Content,
  problems: Problem[],
): Promise<Content | undefined> {
  const read = await readBytes(file)
  const decoded = read.bytes ? decodeXml(read.bytes) : read
  if (decoded.fault === undefined) return parse(decoded.text, file)
  const { line, message, remedy } = decoded.fault
  problems.push(errorAt({ file, line, path: '' }, message, remedy))
  return undefined
}

// One module that switches off another would make the answer hang on which of the two is read first.
function othersProblems(name: string, { name: other, inactive, needs }: ModuleDeclaration): readonly Problem[] {
  const place = inactive ?? needs[0]?.place
  if (other === name || !place) return []
  const message = `only ${other} itself can say whether it is active and what it requires, ignored`
  return [warningAt(place, message, `Write it into the files of ${other}.${didYouMean(other, [name])}`)]
}
