import { didYouMean } from '@horarium/core'

/** The handler a loaded file offers, or why it offers none. */
export type FoundHandler =
  | { readonly handler: (given: unknown) => unknown; readonly fault?: undefined }
  | { readonly handler?: undefined; readonly fault: { readonly message: string; readonly remedy: string } }

type Method = (this: unknown, ...given: readonly unknown[]) => unknown
type HandlerClass = new () => Readonly<Record<string, unknown>>

/** Finds a method in what a file exports: of a class (default, or named as the file), or a function of that name. */
export function findHandler(exported: object, className: string, method: string): FoundHandler {
  const exports = exportsOf(exported)
  const named = [...exports.keys()].find((name) => name.toLowerCase() === className.toLowerCase())
  const classes = [exports.get('default'), named === undefined ? undefined : exports.get(named)].filter(isClass)
  const owner = classes.find((candidate) => methodsOf(candidate).has(method))
  if (owner) return { handler: (given) => callMethod(owner, method, given) }
  const single = exports.get(method)
  if (isMethod(single)) return { handler: (given) => single.call(undefined, given) }
  return { fault: missing(className, method, { classes, exports }) }
}

// A fresh instance for each run: nothing of one run is left for the next.
function callMethod(owner: HandlerClass, method: string, schedule: unknown): unknown {
  const instance = new owner()
  const run = instance[method]
  return isMethod(run) ? run.call(instance, schedule) : undefined
}

// TypeScript compiled to CommonJS arrives with its default one level deeper.
function exportsOf(exported: object): ReadonlyMap<string, unknown> {
  const entries = new Map<string, unknown>(Object.entries(exported))
  const inner = entries.get('default')
  if (typeof inner !== 'object' || inner === null || !('__esModule' in inner)) return entries
  return new Map([...entries, ...Object.entries(inner)])
}

function missing(
  className: string,
  method: string,
  { classes, exports }: { readonly classes: readonly HandlerClass[]; readonly exports: ReadonlyMap<string, unknown> },
): { readonly message: string; readonly remedy: string } {
  const functions = [...exports].filter(([name, value]) => name !== 'default' && isMethod(value)).map(([name]) => name)
  const near = didYouMean(method, new Set([...classes.flatMap((owner) => [...methodsOf(owner)]), ...functions]))
  if (classes.length === 0 && functions.length === 0) {
    return { message: 'it exports no class and no function', remedy: `Export a class ${className} as default.` }
  }
  const remedy = `Declare it as a method of the exported class, not as a field.${near}`
  return { message: `it has no method ${method}`, remedy }
}

function methodsOf(owner: HandlerClass): ReadonlySet<string> {
  const methods = new Set<string>()
  let level: unknown = owner.prototype
  while (typeof level === 'object' && level !== null && level !== Object.prototype) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (name !== 'constructor' && isMethod(value)) methods.add(name)
    }
    level = Object.getPrototypeOf(level)
  }
  return methods
}

function isClass(value: unknown): value is HandlerClass {
  return isMethod(value) && 'prototype' in value && typeof value.prototype === 'object'
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function'
}
