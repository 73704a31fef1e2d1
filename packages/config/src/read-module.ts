import { join } from 'node:path'
import { didYouMean, type LayerValue, type Problem } from '@horarium/core'
import type { ConfigNode } from './config-node.js'
import { type ConfigXml, readConfigXml } from './config-xml.js'
import { readCronGroupsXml } from './cron-groups-xml.js'
import { readCrontabXml } from './crontab-xml.js'
import type { JobLayer } from './job-layer.js'
import type { ModuleFile, ModuleFolder } from './module-folders.js'
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
  const modelClasses = config?.modelClasses ?? new Map<string, string>()
  if (config?.inactive.has(name)) {
    const module = { name, path, active: false, modelClasses }
    return { module, jobs: [], defaults: [], groups: [], groupValues: new Map(), problems: [] }
  }
  for (const content of [config, crontab, cronGroups]) problems.push(...(content?.problems ?? []))
  problems.push(...othersSwitchedOff(name, config))
  return {
    module: { name, path, active: true, modelClasses },
    jobs: [...(config?.jobs ?? []), ...(crontab?.jobs ?? [])],
    defaults: config?.defaults ?? [],
    groups: cronGroups?.groups ?? [],
    groupValues: cronGroups?.values ?? new Map(),
    problems,
  }
}

async function readXml<Content>(
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
function othersSwitchedOff(name: string, config: ConfigXml | undefined): readonly Problem[] {
  return [...(config?.inactive ?? [])].map(([other, place]) =>
    warningAt(
      place,
      `only ${other} itself can switch ${other} off, ignored`,
      `Write it into the config.xml of ${other}.${didYouMean(other, [name])}`,
    ),
  )
}
