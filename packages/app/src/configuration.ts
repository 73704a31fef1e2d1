import { join } from 'node:path'
import { checkCalendar } from '@horarium/calendar'
import {
  type CheckHandlers,
  defineJobs,
  type HandlerRegistry,
  type JobValue,
  jobValues,
  type LocatedObserver,
  locateHandlers,
  locateObservers,
  type Module,
  type ModuleTree,
  readModules,
} from '@horarium/config'
import {
  groupSettingsProblems,
  type JobDefinition,
  type LayerValue,
  type Problem,
  resolveSettings,
  type Settings,
} from '@horarium/core'
import { environmentLayer } from './environment-layer.js'
import { environmentOf } from './environment.js'
import { MODULES_FOLDER, type Project } from './project.js'
import { unreadSettings } from './unread-settings.js'

/** Everything that was declared, laid over each other, checked; replaced whole, never changed. */
export interface Configuration {
  readonly modules: readonly Module[]
  readonly jobs: readonly JobDefinition[]
  readonly settings: Settings
  readonly groups: readonly string[]
  readonly handlers: HandlerRegistry
  /** Who is told of what happens to entries. */
  readonly observers: readonly LocatedObserver[]
  /** Where this process runs: `production`, or whatever it is called. */
  readonly environment: string
  /** What counts for every leaf of a job, and who says so; none for a job that no module declares. */
  readonly valuesOf: (jobCode: string) => readonly JobValue[]
  /** Of modules, settings and jobs, all together. */
  readonly problems: readonly Problem[]
}

/** What was read from disk, so that a changed override needs no second reading. */
export interface Sources {
  readonly project: Project
  readonly tree: ModuleTree
}

export type OverrideValues = ReadonlyMap<string, LayerValue>

export async function readSources(project: Project): Promise<Sources> {
  return { project, tree: await readModules(project.moduleRoots, project.only) }
}

/** Lays module, file, environment and override values over each other and defines every job from them. */
export async function configure(
  { project, tree }: Sources,
  overrides: OverrideValues,
  check: CheckHandlers,
): Promise<Configuration> {
  const settings = resolveSettings([
    { origin: 'module', values: tree.values },
    { origin: 'file', values: project.site.values },
    { origin: 'environment', values: environmentLayer(project.environment) },
    { origin: 'override', values: overrides },
  ])
  const declared = defineJobs(tree, settings, checkCalendar)
  const handlers = await locateHandlers(tree.modules, declared.map(asRunnable), check)
  const observing = await locateObservers(tree.modules, tree.observers, check)
  const jobs = declared.map((job) => withHandlerProblems(job, handlers.problems.get(job.code) ?? []))
  const groups = [...new Set(['default', ...jobs.map(({ group }) => group)])].toSorted()
  const problems = [
    ...project.site.problems,
    ...rootProblems(project),
    ...tree.problems,
    ...observing.problems,
    ...settings.problems,
    ...unreadSettings({ settings, jobs, groups }),
    ...groups.flatMap((group) => groupSettingsProblems(settings, group)),
    ...jobs.flatMap((job) => job.problems),
  ]
  const environment = environmentOf(project.environment)
  const { observers } = observing
  const valuesOf = (jobCode: string): readonly JobValue[] => {
    const job = tree.jobs.find(({ code }) => code === jobCode)
    return job ? jobValues(job, settings) : []
  }
  return { modules: tree.modules, jobs, settings, groups, handlers, observers, environment, valuesOf, problems }
}

function rootProblems({ directory, moduleRoots }: Project): readonly Problem[] {
  if (moduleRoots.length > 0) return []
  const message = `there is no folder ${MODULES_FOLDER} in ${directory}, so there is nothing to run`
  const remedy = `Create ${MODULES_FOLDER}/<Vendor>/<Name>/etc/config.xml, or name other folders with --modules.`
  return [{ severity: 'warning', file: join(directory, MODULES_FOLDER), line: 0, path: '', message, remedy }]
}

// A person may run a disabled job, so its handler is wanted too.
function asRunnable(job: JobDefinition): JobDefinition {
  return job.status === 'disabled' ? { ...job, status: 'ok' } : job
}

// Of a disabled job nobody has to mend the handler; whoever runs it by hand is told then.
function withHandlerProblems(job: JobDefinition, found: readonly Problem[]): JobDefinition {
  if (found.length === 0 || job.status === 'disabled') return job
  const broken = found.some(({ severity }) => severity === 'error')
  return { ...job, status: broken ? 'invalid' : job.status, problems: [...job.problems, ...found] }
}
