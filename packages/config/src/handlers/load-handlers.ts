import { didYouMean, type JobDefinition, jobPath, type Problem } from '@horarium/core'
import type { Handler } from '@horarium/sdk'
import { inBatches } from '../in-batches.js'
import { errorAt, type Place, warningAt } from '../place.js'
import type { Module } from '../read-module.js'
import { findHandler } from './handler-export.js'
import { type FoundFile, HandlerFiles } from './handler-file.js'
import { type HandlerModules, type HandlerReference, resolveHandler } from './handler-reference.js'
import { type ImportedFile, importFile } from './import-file.js'

/** The handlers of all jobs, found in the files of active modules and nowhere else. */
export interface HandlerRegistry {
  readonly find: (jobCode: string) => Handler | undefined
  /** What names a job's targets, where it has any. */
  readonly findTargets: (jobCode: string) => Handler | undefined
  /** What is wrong with handlers, by job code. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>
  /** The files the handlers were looked for in. */
  readonly files: readonly string[]
}

export interface LoadOptions {
  /** How long one file may take to load. */
  readonly importWithinMs: number
}

const LOAD_OPTIONS: LoadOptions = { importWithinMs: 10_000 }

/** Loads the handlers of all jobs that are not disabled; each file is loaded once. */
export async function loadHandlers(
  modules: readonly Module[],
  jobs: readonly JobDefinition[],
  { importWithinMs }: LoadOptions = LOAD_OPTIONS,
): Promise<HandlerRegistry> {
  const loading: Loading = {
    modules: handlerModules(modules),
    files: new HandlerFiles(),
    imports: new Map(),
    found: new Map(),
    importWithinMs,
    handlers: new Map(),
    targets: new Map(),
    problems: new Map(),
  }
  const wanted = jobs.filter(({ status }) => status !== 'disabled')
  await inBatches(wanted, (job) => loadJob(job, loading))
  return {
    find: (jobCode) => loading.handlers.get(jobCode),
    findTargets: (jobCode) => loading.targets.get(jobCode),
    problems: loading.problems,
    files: [...loading.imports.keys()],
  }
}

interface Loading {
  readonly modules: HandlerModules
  readonly files: HandlerFiles
  readonly found: Map<string, Promise<FoundFile>>
  readonly imports: Map<string, Promise<ImportedFile>>
  readonly importWithinMs: number
  readonly handlers: Map<string, Handler>
  readonly targets: Map<string, Handler>
  readonly problems: Map<string, readonly Problem[]>
}

async function loadJob({ code, handler, targets, file, line }: JobDefinition, loading: Loading): Promise<void> {
  const problems: Problem[] = []
  const load = async (text: string, leaf: 'run/model' | 'targets'): Promise<Handler | undefined> => {
    const place: Place = { file, line, path: jobPath(code, leaf) }
    const reference = resolveHandler(text, loading.modules)
    const found = 'module' in reference ? await locate(reference, place, { loading, problems }) : { fault: reference }
    if (found.fault) problems.push(errorAt(place, `${text}: ${found.fault.message}`, found.fault.remedy))
    return found.handler
  }
  // A job without a handler is already reported where it is defined.
  const run = handler === '' ? undefined : await load(handler, 'run/model')
  const provider = targets === undefined ? undefined : await load(targets, 'targets')
  if (run) loading.handlers.set(code, run)
  if (provider) loading.targets.set(code, provider)
  if (problems.length > 0) loading.problems.set(code, problems)
}

interface Locating {
  readonly loading: Loading
  readonly problems: Problem[]
}

async function locate(
  { module, segments, method }: HandlerReference,
  place: Place,
  { loading, problems }: Locating,
): Promise<ReturnType<typeof findHandler>> {
  const { files, found, imports, importWithinMs } = loading
  const key = [module.path, ...segments].join('/').toLowerCase()
  const file = await remember(found, key, () => files.find(module, segments))
  if (file.path === undefined) return { fault: file.fault }
  if (file.stale !== undefined) {
    problems.push(warningAt(place, `${file.stale} is newer than ${file.path}, which is run`, 'npm run build'))
  }
  const imported = await remember(imports, file.path, () => importFile(file.path, importWithinMs))
  if (!imported.exported) return { fault: imported.fault }
  const offered = findHandler(imported.exported, segments.at(-1) ?? '', method)
  if (!offered.fault) return offered
  return { fault: { ...offered.fault, message: `${file.path}: ${offered.fault.message}` } }
}

function remember<Value>(known: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}

function handlerModules(modules: readonly Module[]): HandlerModules {
  const active = modules.filter((module) => module.active)
  const inactive = new Set(modules.filter((module) => !module.active).map(({ name }) => name.toLowerCase()))
  const names = active.map(({ name }) => name)
  return {
    byName: new Map(active.map((module) => [module.name.toLowerCase(), module])),
    modelClasses: new Map(active.flatMap(({ modelClasses }) => [...modelClasses])),
    unknown: (name) =>
      inactive.has(name.toLowerCase())
        ? { message: `the module ${name} is not active`, remedy: 'Activate it, or disable the job.' }
        : { message: `there is no module ${name}`, remedy: `Name a module by its folders.${didYouMean(name, names)}` },
  }
}
