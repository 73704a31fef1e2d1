import type { Module } from '../read-module.js'

/** The file and method a `model::method` means. */
export interface HandlerReference {
  readonly module: Module
  /** Below the module's folder, without an extension; matched without regard to case. */
  readonly segments: readonly string[]
  readonly method: string
}

/** Why a text names no file, as a message and a remedy. */
export interface ReferenceFault {
  readonly message: string
  readonly remedy: string
}

/** The modules a handler may name, and what their XML says about aliases. */
export interface HandlerModules {
  /** Active ones, by name in lower case. */
  readonly byName: ReadonlyMap<string, Module>
  /** Class prefixes by alias, both as Magento 1 writes them. */
  readonly modelClasses: ReadonlyMap<string, string>
  readonly unknown: (name: string) => ReferenceFault
}

export type ResolvedHandler = HandlerReference | ReferenceFault

const ALIASED = /^([a-z0-9_]+)\/([a-z0-9_]+)::([a-z_]\w*)$/i
const INSTANCE = /^\\?(\w+)\\(\w+)\\([\w\\]+)::([a-z_]\w*)$/i

/** Reads Magento 1's `alias/class::method` or Magento 2's `Vendor\Name\Class::method`. */
export function resolveHandler(handler: string, modules: HandlerModules): ResolvedHandler {
  const aliased = ALIASED.exec(handler)
  if (aliased) {
    const [, alias = '', model = '', method = ''] = aliased
    return resolveAlias({ alias: alias.toLowerCase(), model, method }, modules)
  }
  const [, vendor = '', name = '', path = '', method = ''] = INSTANCE.exec(handler) ?? []
  if (vendor !== '') return located(`${vendor}_${name}`, { segments: path.split('\\'), method }, modules)
  return {
    message: `'${handler}' is not a handler`,
    remedy: 'Write alias/class::method, or Vendor\\Name\\Class::method.',
  }
}

interface Aliased {
  readonly alias: string
  readonly model: string
  readonly method: string
}

function resolveAlias({ alias, model, method }: Aliased, modules: HandlerModules): ResolvedHandler {
  const classes = model.split('_').map(capitalised)
  const prefix = modules.modelClasses.get(alias)
  if (prefix === undefined) return located(alias, { segments: ['Model', ...classes], method }, modules)
  const [vendor = '', name = '', ...folders] = prefix.split('_')
  return located(`${vendor}_${name}`, { segments: [...folders, ...classes], method }, modules)
}

function located(
  name: string,
  { segments, method }: Pick<HandlerReference, 'segments' | 'method'>,
  modules: HandlerModules,
): ResolvedHandler {
  const module = modules.byName.get(name.toLowerCase())
  if (!module) return modules.unknown(name)
  if (segments.every((segment) => /^\w+$/.test(segment))) return { module, segments, method }
  return { message: `'${segments.join('/')}' is not a path inside ${name}`, remedy: 'Name the class in full.' }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
