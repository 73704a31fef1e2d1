import { resolveSettings } from '@horarium/core'
import type { DeclaredJob } from '../declared-job.js'
import { handlerOf } from '../define-jobs.js'
import { type HandlerName, readHandlerName } from '../handlers/handler-reference.js'
import { jobLeaves } from '../job-leaves.js'
import { isModuleName } from './found-modules.js'

/** A handler that has to be written anew: PHP is not carried over. */
export interface WantedHandler {
  readonly module: string
  /** Below the folder of modules. */
  readonly file: string
  readonly className: string
  readonly method: string
  /** The class in PHP that does the work now. */
  readonly php: string
  readonly jobCodes: readonly string[]
}

/** The text by which a job names its handler; empty when it names none. */
export function handlerText(job: DeclaredJob): string {
  return handlerOf(jobLeaves(job, resolveSettings([]), new Map()))
}

/** The alias a handler's text begins with, in Magento 1's form. */
export function aliasOf(handler: string): string | undefined {
  return /^(\w+)\/\w+::/.exec(handler)?.[1]?.toLowerCase()
}

/** The class prefix of an alias nobody declares, as Magento 1 makes it up. */
export function prefixWithoutModel(alias: string): string {
  const words = alias.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return `Mage_${words.join('_')}_Model`
}

/** The handlers that jobs name, each once, and the jobs whose text is none. */
export function wantedHandlers(
  jobs: readonly DeclaredJob[],
  modelClasses: ReadonlyMap<string, string>,
): { readonly handlers: readonly WantedHandler[]; readonly nameless: readonly DeclaredJob[] } {
  const handlers = new Map<string, WantedHandler>()
  const nameless: DeclaredJob[] = []
  for (const job of jobs) {
    const text = handlerText(job)
    if (text === '') continue
    const name = readHandlerName(text, modelClasses)
    if (name && isPath(name)) addHandler(handlers, job.code, { ...name, php: phpClass(text, name) })
    else nameless.push(job)
  }
  return { handlers: [...handlers.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)), nameless }
}

// It becomes the name of a file.
function isPath({ moduleName, segments }: HandlerName): boolean {
  return isModuleName(moduleName) && segments.every((segment) => /^\w+$/.test(segment))
}

interface Named extends HandlerName {
  readonly php: string
}

function addHandler(handlers: Map<string, WantedHandler>, code: string, name: Named): void {
  const { moduleName: module, segments, method, php } = name
  const wanted = {
    module,
    file: `${[...module.split(/_(.*)/, 2), ...segments].join('/')}.ts`,
    className: segments.at(-1) ?? '',
    method,
    php,
  }
  const known = handlers.get(keyOf(wanted))
  handlers.set(keyOf(wanted), { ...wanted, jobCodes: [...(known?.jobCodes ?? []), code] })
}

function phpClass(text: string, { moduleName, segments }: HandlerName): string {
  return aliasOf(text) === undefined ? text.replace(/^\\|::.*$/g, '') : [moduleName, ...segments].join('_')
}

function keyOf({ file, method }: Pick<WantedHandler, 'file' | 'method'>): string {
  return `${file}::${method}`
}
