import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkCalendar, describeCalendar } from '@horarium/calendar'
import { writeModules } from '@horarium/config'
import { type CalendarFault, HorariumError } from '@horarium/core'
import { moduleFiles, type ModuleOrder } from 'create-horarium'
import { type Configuration, configure, readSources } from '../configuration.js'
import { NO_LOOK } from '../crews.js'
import { linksFrom } from '../project-links.js'
import { MODULES_FOLDER, type Project } from '../project.js'
import { calendarOf, jobCodeFault, moduleNameFault, scheduleFault } from './module-faults.js'

/** The modules a new one is to live among. */
export interface Neighbours {
  readonly project: Project
  readonly configuration: Configuration
}

/** A module that can be written. */
export interface PlannedModule {
  readonly order: ModuleOrder
  readonly folder: string
  /** Texts by their path in the folder. */
  readonly files: ReadonlyMap<string, string>
  /** When its job runs, in a few words. */
  readonly words: string
  /** What is doubtful about that. */
  readonly warnings: readonly CalendarFault[]
}

/** Reads the modules of a project as the files have them; needs no Redis and runs no handler. */
export async function readNeighbours(project: Project): Promise<Neighbours> {
  return { project, configuration: await configure(await readSources(project), new Map(), NO_LOOK.check) }
}

/** Works out the files of a new module; writes nothing. Throws `usage` for what it may not be, `conflict` where files are in the way. */
export function planModule(order: ModuleOrder, { project, configuration }: Neighbours): PlannedModule {
  const fault =
    moduleNameFault(order.name, configuration) ??
    jobCodeFault(order.jobCode, configuration) ??
    scheduleFault(order, configuration)
  if (fault !== undefined) throw new HorariumError('usage', fault)
  const folder = join(project.directory, MODULES_FOLDER, ...order.name.split('_'))
  const files = moduleFiles(order, linksFrom(folder, project.directory))
  const there = [...files.keys()].filter((path) => existsSync(join(folder, path)))
  if (there.length > 0) {
    const sentence = `${folder} holds ${there.join(', ')} already. Nothing was written; remove it, or take another name.`
    throw new HorariumError('conflict', sentence)
  }
  const spec = calendarOf(order, configuration)
  return { order, folder, files, words: describeCalendar(spec), warnings: checkCalendar(spec) }
}

/** Writes a planned module; answers the paths. Throws `conflict`, with nothing written, where a file has come in its way. */
export function createModule({ order, folder, files }: PlannedModule): Promise<readonly string[]> {
  const inModules = new Map([...files].map(([path, text]) => [join(...order.name.split('_'), path), text]))
  const text = { name: order.name, jobCodes: [order.jobCode], files: inModules }
  return writeModules([text], dirname(dirname(folder)), { existing: 'keep' })
}
