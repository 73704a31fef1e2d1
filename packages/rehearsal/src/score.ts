import { randomUUID } from 'node:crypto'
import { type Configuration, configure, type Project, readSources } from '@horarium/app'
import { checkHere } from '@horarium/config/handlers'
import { jobPath } from '@horarium/core'
import type { RehearseOptions } from '@horarium/sdk/testing'
import { nameOf, projectOf, TYPED } from './module-project.js'
import type { Order } from './order.js'
import { refuseStale } from './refuse-stale.js'
import { findSound, refuseStrangers, refuseUnsound, sentencesOf } from './sound-modules.js'
import { textsOf } from './texts-of.js'

/** What is played: modules that were found to be sound. */
export interface Score {
  readonly project: Project
  /** Nobody else's. */
  readonly namespace: string
  /** What there is to be warned of. */
  readonly problems: readonly string[]
}

const PRODUCTION = 'production'
// What a purge forgets is kept here, so that its rhythm cannot be seen; a third of a day's commands would be for it.
const RARE_PURGES = { 'system/cron/history_cleanup_every': '360' }

/** Reads the modules of a rehearsal and lays its settings over them. Throws `configuration`. */
export async function prepareScore(options: RehearseOptions, { lasts }: Order): Promise<Score> {
  const { modules, params = {}, settings = {}, overrides = {}, environment = PRODUCTION } = options
  const own = {
    modules,
    settings: { ...RARE_PURGES, ...settings, ...settingsOf(params) },
    environment: { HORARIUM_ENV: environment },
  }
  const configuration = await read(own, overrides)
  refuseStrangers(configuration, modules)
  for (const code of [...(options.jobs ?? []), ...Object.keys(params), ...lasts.keys()]) findSound(configuration, code)
  refuseUnsound(configuration, modules)
  await refuseStale(modules)
  const namespace = `rehearsal-${randomUUID()}`
  const silenced = silencing(configuration, options)
  return {
    project: projectOf({ ...own, settings: { ...own.settings, ...silenced }, namespace }),
    namespace,
    problems: sentencesOf(configuration.problems),
  }
}

async function read(
  order: Parameters<typeof projectOf>[0],
  overrides: Readonly<Record<string, string>>,
): Promise<Configuration> {
  const layer = Object.entries(overrides).map(([path, value]) => [path, { value, source: TYPED.overrides }] as const)
  return configure(await readSources(projectOf(order)), new Map(layer), checkHere)
}

function settingsOf(params: NonNullable<RehearseOptions['params']>): Readonly<Record<string, string>> {
  const all = Object.entries(params).flatMap(([code, values]) => {
    return Object.entries(textsOf(values)).map(([name, value]) => [jobPath(code, `params/${name}`), value])
  })
  return Object.fromEntries(all) as Record<string, string>
}

// Jobs nobody chose run when they are asked for: those of a module that others depend on, too.
function silencing(
  { jobs }: Configuration,
  { modules, jobs: chosen }: RehearseOptions,
): Readonly<Record<string, string>> {
  const names = modules.map(nameOf)
  const isChosen = (code: string, module: string): boolean => chosen?.includes(code) ?? names.includes(module)
  const silent = jobs.filter(({ code, module }) => !isChosen(code, module))
  return Object.fromEntries(silent.map(({ code }) => [jobPath(code, 'manual_only'), '1']))
}
