import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  type CalendarSpec,
  type CalendarFault,
  type JobDefinition,
  type LayerValue,
  type Problem,
  resolveSettings,
  type Settings,
} from '@horarium/core'
import { onTestFinished } from 'vitest'
import { defineJobs, type ModuleTree, readModules } from '../src/index.js'

/** A folder of modules that lives as long as the test, with the files given by their path below it. */
export function moduleRoot(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hz-config-')))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}

/** Magento 1's form around some jobs. */
export function config(jobs: string, more = ''): string {
  return `<config><crontab><jobs>${jobs}</jobs></crontab>${more}</config>`
}

/** A job that has all it needs. */
export function job(code: string, inside = '<schedule><cron_expr>* * * * *</cron_expr></schedule>'): string {
  return `<${code}>${inside}<run><model>a_b/cron::run</model></run></${code}>`
}

/** Magento 2's form around some jobs. */
export function crontab(group: string, jobs: string): string {
  return `<config><group id="${group}">${jobs}</group></config>`
}

export interface Defined {
  readonly tree: ModuleTree
  readonly settings: Settings
  readonly jobs: ReadonlyMap<string, JobDefinition>
  readonly problems: readonly Problem[]
}

type Values = Readonly<Record<string, string>>

export interface Defining {
  readonly file?: Values
  readonly environment?: Values
  readonly overrides?: Values
  readonly check?: (spec: CalendarSpec) => readonly CalendarFault[]
}

/** Reads the modules of a root and defines their jobs. */
export async function define(root: string, defining: Defining = {}): Promise<Defined> {
  const { file = {}, environment = {}, overrides = {}, check = () => [] } = defining
  const tree = await readModules([root])
  const settings = resolveSettings([
    { origin: 'module', values: tree.values },
    { origin: 'file', values: layer(file, 'horarium.config.json') },
    { origin: 'environment', values: layer(environment, 'a variable') },
    { origin: 'override', values: layer(overrides, 'an admin') },
  ])
  const jobs = defineJobs(tree, settings, check)
  return {
    tree,
    settings,
    jobs: new Map(jobs.map((defined) => [defined.code, defined])),
    problems: [...tree.problems, ...jobs.flatMap(({ problems }) => problems)],
  }
}

function layer(values: Values, source: string): ReadonlyMap<string, LayerValue> {
  return new Map(Object.entries(values).map(([path, value]): [string, LayerValue] => [path, { value, source }]))
}

/** `define` for one module `A_B` with one `config.xml`. */
export function defineConfig(xml: string | Uint8Array, defining: Defining = {}): Promise<Defined> {
  return define(moduleRoot({ 'A/B/etc/config.xml': xml }), defining)
}
