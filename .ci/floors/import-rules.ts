import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { importsOf } from './source-text.js'
import { BESIDE, FLOORS, HOMES, KNOWS_SDK, PURE, SIDE_DOORS } from './table.js'
import type { Fault, Source, Workspace } from './tree.js'

/** What is wrong with what the sources of a workspace import. */
export function importFaults(workspace: Workspace): readonly Fault[] {
  return workspace.sources.flatMap((source) =>
    importsOf(source.text).flatMap(({ specifier, line }) => {
      const message = faultOf(workspace, source, specifier)
      return message === undefined ? [] : [{ file: source.file, line, message }]
    }),
  )
}

/** The package a specifier names: `@scope/name` of `@scope/name/inner`. */
export function libraryOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function faultOf(workspace: Workspace, source: Source, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return neighbourFault(workspace, source, specifier)
  if (isBuiltin(specifier)) return builtinFault(workspace, source, specifier)
  if (specifier.startsWith('@horarium-modules/')) return otherModuleFault(workspace, specifier)
  if (!specifier.startsWith('@horarium/')) return libraryFault(workspace, source, specifier)
  const to = libraryOf(specifier).replace('@horarium/', '')
  if (libraryOf(specifier) !== specifier && !SIDE_DOORS.includes(specifier)) {
    return `reaches into ${specifier}; import what @horarium/${to} exports`
  }
  return workspace.kind === 'module' ? moduleFault(to) : floorFault(workspace.name, to, source.room)
}

function neighbourFault({ folder }: Workspace, { file }: Source, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(file), specifier)
  return target.startsWith(`${folder}/`) ? undefined : `reaches out of ${folder} to ${specifier}`
}

function builtinFault({ name, kind }: Workspace, { room }: Source, specifier: string): string | undefined {
  if (!specifier.startsWith('node:')) return `imports ${specifier}; write node:${specifier}`
  const isPure = kind === 'package' && room === 'product' && PURE.includes(name)
  return isPure ? `${name} is pure and may not import ${specifier}` : undefined
}

function libraryFault({ name, kind }: Workspace, { room }: Source, specifier: string): string | undefined {
  if (kind === 'module' || room === 'test' || BESIDE.includes(name)) return undefined
  const library = libraryOf(specifier)
  const home = HOMES[library]
  if (home === name) return undefined
  return home === undefined ? `${library} has no home among the packages` : `${library} may be imported in ${home} only`
}

// Which modules a module may import is asked where its XML is known.
function otherModuleFault({ name, kind }: Workspace, specifier: string): string | undefined {
  if (kind === 'package') return `${name} may not import ${specifier}: packages know no module`
  if (libraryOf(specifier) === specifier || SIDE_DOORS.includes(specifier)) return undefined
  return `reaches into ${specifier}; import what the module exports`
}

function moduleFault(to: string): string | undefined {
  return to === 'sdk' ? undefined : `a module may import @horarium/sdk only, not @horarium/${to}`
}

function floorFault(from: string, to: string, room: Source['room']): string | undefined {
  if (BESIDE.includes(from)) return undefined
  const [own, other] = [FLOORS[from], FLOORS[to]]
  if (own === undefined) return `${from} has no floor`
  const fault = `${from} (floor ${own}) may not import @horarium/${to} (floor ${other ?? 'unknown'})`
  if (other === undefined) return fault
  if (room === 'test') return other <= own ? undefined : fault
  if (to === 'sdk') return KNOWS_SDK.includes(from) ? undefined : `${from} may not import @horarium/sdk`
  return other < own ? undefined : fault
}
