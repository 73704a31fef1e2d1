import { join } from 'node:path'
import type { Problem } from '@horarium/core'
import { type ConfigXml, readConfigXml } from '../config-xml.js'
import { type CronGroupsXml, readCronGroupsXml } from '../cron-groups-xml.js'
import { type CrontabXml, readCrontabXml } from '../crontab-xml.js'
import type { ModuleDeclaration } from '../module-declaration.js'
import type { ModuleFile } from '../module-folders.js'
import { readModuleXml } from '../module-xml.js'
import { type Place, warningAt } from '../place.js'
import { descend } from '../xml/element.js'
import { parseXml } from '../xml/parse-xml.js'
import { readText } from '../xml/read-text.js'
import { filesIn } from './folders.js'

/** What the XML files of one module of a Magento tree say. */
export interface Source {
  readonly folder: string
  readonly config: ConfigXml | undefined
  readonly crontab: CrontabXml | undefined
  readonly cronGroups: CronGroupsXml | undefined
  /** Of `module.xml`. */
  readonly declarations: readonly ModuleDeclaration[]
  /** Class that stands in for a model, by `alias/model` in lower case. */
  readonly rewrites: ReadonlyMap<string, string>
  /** Of files; those of a job are with the job. */
  readonly problems: readonly Problem[]
}

/** Reads those of a module's files that may be about cron. */
export async function readSource(folder: string): Promise<Source> {
  const there = await filesIn(join(folder, 'etc'))
  const problems: Problem[] = []
  const read = async <Content>(
    file: ModuleFile,
    parse: (text: string, file: string) => Content,
  ): Promise<Content | undefined> => {
    const path = join(folder, 'etc', file)
    const text = there.includes(file) ? await readText(path, problems) : undefined
    return text === undefined ? undefined : parse(text, path)
  }
  const config = await read('config.xml', (text, file) => ({
    ...readConfigXml(text, file),
    more: readMore(text, file),
  }))
  const crontab = await read('crontab.xml', readCrontabXml)
  const cronGroups = await read('cron_groups.xml', readCronGroupsXml)
  const module = await read('module.xml', readModuleXml)
  for (const content of [config, config?.more, crontab, cronGroups]) problems.push(...(content?.problems ?? []))
  const declarations = module?.modules ?? []
  return { folder, config, crontab, cronGroups, declarations, rewrites: config?.more.rewrites ?? new Map(), problems }
}

interface More {
  readonly rewrites: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

// What means something to Magento and nothing to us, and still concerns whoever moves a job.
function readMore(text: string, file: string): More {
  const { root } = parseXml(text)
  const config = root ? [root] : []
  const aliases = descend(config, 'global', 'models').flatMap(({ children }) => children)
  const rewrites = aliases.flatMap((alias) =>
    descend([alias], 'rewrite').flatMap(({ children }) =>
      children.map(({ name, text: to }): [string, string] => [`${alias.name}/${name}`.toLowerCase(), to]),
    ),
  )
  const events = descend(config, 'crontab', 'events')
  return { rewrites: new Map(rewrites), problems: events.map(({ line }) => eventsProblem({ file, line, path: '' })) }
}

function eventsProblem(place: Place): Problem {
  const message = 'observers of cron events are not carried over'
  return warningAt(
    { ...place, path: 'config/crontab/events' },
    message,
    'If they do more than start cron itself, make that a job.',
  )
}
