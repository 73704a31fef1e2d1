import { didYouMean, type JobDefinition, jobPath, type Problem } from '@horarium/core'
import { inBatches } from '../in-batches.js'
import { errorAt, type Place, warningAt } from '../place.js'
import type { Module } from '../read-module.js'
import { type FoundFile, HandlerFiles } from './handler-file.js'
import { type HandlerModules, type ReferenceFault, resolveHandler } from './handler-reference.js'
import { BUILD_FIRST } from './import-file.js'
import { addressKey, type HandlerAddress } from './import-handler.js'

/** Where the handlers of all jobs are: in the files of active modules and nowhere else. */
export interface HandlerRegistry {
  readonly find: (jobCode: string) => HandlerAddress | undefined
  /** What names a job's targets, where it has any. */
  readonly findTargets: (jobCode: string) => HandlerAddress | undefined
  /** What is wrong with handlers, by job code. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>
  /** The files the handlers are in. */
  readonly files: readonly string[]
}

/**
 * Loads handlers somewhere and answers what is wrong with each, in their order: whoever looks at modules need not run
 * their code.
 */
export type CheckHandlers = (handlers: readonly HandlerAddress[]) => Promise<readonly (ReferenceFault | undefined)[]>

/** Finds the handlers of all jobs that are not disabled, and has each checked once. */
export async function locateHandlers(
  modules: readonly Module[],
  jobs: readonly JobDefinition[],
  check: CheckHandlers,
): Promise<HandlerRegistry> {
  const locating = startLocating(modules)
  const wanted = jobs.filter(({ status }) => status !== 'disabled').flatMap(handlersOf)
  const located = new Map<WantedHandler, Located>()
  await inBatches(wanted, async (handler) => located.set(handler, await locate(handler, locating)))
  const unique = new Map(
    [...located.values()].flatMap(({ address }) => (address ? [[addressKey(address), address]] : [])),
  )
  const checked = await check([...unique.values()])
  const faults = new Map([...unique.keys()].map((key, index) => [key, checked[index]]))
  return registryOf(located, faults, [...new Set([...unique.values()].map(({ file }) => file))])
}

/** A handler a job names, and where it does. */
interface WantedHandler {
  readonly jobCode: string
  readonly leaf: 'run/model' | 'targets'
  readonly text: string
  readonly place: Place
}

// A job without a handler is already reported where it is defined.
function handlersOf({ code, handler, targets, file, line }: JobDefinition): readonly WantedHandler[] {
  const wanted = (leaf: WantedHandler['leaf'], text: string): readonly WantedHandler[] => {
    return text === '' ? [] : [{ jobCode: code, leaf, text, place: { file, line, path: jobPath(code, leaf) } }]
  }
  return [...wanted('run/model', handler), ...wanted('targets', targets ?? '')]
}

/** What handlers are looked for in; each file is found once. */
export interface Locating {
  readonly modules: HandlerModules
  readonly files: HandlerFiles
  readonly found: Map<string, Promise<FoundFile>>
}

interface Located {
  readonly address?: HandlerAddress
  readonly problems: readonly Problem[]
}

/** Finds the file a handler's text means. */
export async function locate(
  handler: Pick<WantedHandler, 'text' | 'place'>,
  { modules, files, found }: Locating,
): Promise<Located> {
  const reference = resolveHandler(handler.text, modules)
  if (!('module' in reference)) return { problems: [problemOf(handler, reference)] }
  const { module, segments, method } = reference
  const key = [module.path, ...segments].join('/').toLowerCase()
  const file = await remember(found, key, () => files.find(module, segments))
  if (file.path === undefined) return { problems: [problemOf(handler, file.fault)] }
  const address = { file: file.path, className: segments.at(-1) ?? '', method }
  if (file.stale === undefined) return { address, problems: [] }
  const stale = `${file.stale} is newer than ${file.path}, which is run`
  return { address, problems: [warningAt(handler.place, stale, BUILD_FIRST)] }
}

function registryOf(
  located: ReadonlyMap<WantedHandler, Located>,
  faults: ReadonlyMap<string, ReferenceFault | undefined>,
  files: readonly string[],
): HandlerRegistry {
  const addresses = { 'run/model': new Map<string, HandlerAddress>(), targets: new Map<string, HandlerAddress>() }
  const problems = new Map<string, readonly Problem[]>()
  for (const [handler, { address, problems: found }] of located) {
    const { jobCode, leaf } = handler
    const fault = address && faults.get(addressKey(address))
    const all = [...(problems.get(jobCode) ?? []), ...found, ...(fault ? [problemOf(handler, fault)] : [])]
    if (all.length > 0) problems.set(jobCode, all)
    if (address && !fault) addresses[leaf].set(jobCode, address)
  }
  return {
    find: (jobCode) => addresses['run/model'].get(jobCode),
    findTargets: (jobCode) => addresses.targets.get(jobCode),
    problems,
    files,
  }
}

export function problemOf(
  { text, place }: Pick<WantedHandler, 'text' | 'place'>,
  { message, remedy }: ReferenceFault,
): Problem {
  return errorAt(place, `${text}: ${message}`, remedy)
}

function remember<Value>(known: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}

export function startLocating(modules: readonly Module[]): Locating {
  return { modules: handlerModules(modules), files: new HandlerFiles(), found: new Map() }
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
