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
  const name = readHandlerName(handler, modules.modelClasses)
  if (!name) {
    return {
      message: `'${handler}' is not a handler`,
      remedy: 'Write alias/class::method, or Vendor\\Name\\Class::method.',
    }
  }
  const { moduleName, segments, method } = name
  const module = modules.byName.get(moduleName.toLowerCase())
  if (!module) return modules.unknown(moduleName)
  if (segments.every((segment) => /^\w+$/.test(segment))) return { module, segments, method }
  return { message: `'${segments.join('/')}' is not a path inside ${moduleName}`, remedy: 'Name the class in full.' }
}

/** The module, the file in it and the method that a handler's text names; `undefined` when it names none. */
export interface HandlerName {
  /** `Vendor_Name`, or an alias in lower case nobody has given a class prefix. */
  readonly moduleName: string
  readonly segments: readonly string[]
  readonly method: string
}

/** Takes a handler's text apart; whether there is such a module is not asked. */
export function readHandlerName(handler: string, modelClasses: ReadonlyMap<string, string>): HandlerName | undefined {
  const aliased = ALIASED.exec(handler)
  if (aliased) {
    const [, alias = '', model = '', method = ''] = aliased
    const classes = model.split('_').map(capitalised)
    const prefix = modelClasses.get(alias.toLowerCase())
    if (prefix === undefined) return { moduleName: alias.toLowerCase(), segments: ['Model', ...classes], method }
    const [vendor = '', name = '', ...folders] = prefix.split('_')
    return { moduleName: `${vendor}_${name}`, segments: [...folders, ...classes], method }
  }
  const [, vendor = '', name = '', path = '', method = ''] = INSTANCE.exec(handler) ?? []
  return vendor === '' ? undefined : { moduleName: `${vendor}_${name}`, segments: path.split('\\'), method }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
