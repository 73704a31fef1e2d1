import { posix } from 'node:path'
import { libraryOf } from './import-rules.js'
import { importsOf } from './source-text.js'
import type { Fault, Workspace } from './tree.js'

/** What the packages of modules are named. */
export const MODULE_SCOPE = '@horarium-modules/'

/**
 * What is wrong with what a module imports from other modules: its XML must say that it builds on them, or it is read
 * without them where they are missing. That its package.json declares them is asked with all its libraries.
 */
export function moduleFaults(workspace: Workspace, tree: readonly Workspace[]): readonly Fault[] {
  if (workspace.kind !== 'module') return []
  return workspace.sources.flatMap(({ file, text }) =>
    importsOf(text)
      .filter(({ specifier }) => specifier.startsWith(MODULE_SCOPE) && libraryOf(specifier) !== nameOf(workspace))
      .flatMap(({ specifier, line }) => {
        const message = dependsFault(workspace, libraryOf(specifier), tree)
        return message === undefined ? [] : [{ file, line, message }]
      }),
  )
}

/** The name of the package in a folder of the repository. */
export function packageIn(folder: string, tree: readonly Workspace[]): string {
  const found = tree.find((workspace) => workspace.folder === folder)
  return (found && nameOf(found)) ?? `@horarium/${posix.basename(folder)}`
}

function dependsFault({ xml, folder }: Workspace, library: string, tree: readonly Workspace[]): string | undefined {
  const other = tree.find((workspace) => nameOf(workspace) === library)
  if (!other) return `${library} is no module of this repository`
  const name = other.folder.split('/').slice(1).join('_')
  const named = [...xml.matchAll(/<depends>[^]*?<\/depends>/g)].some(([depends]) => depends.includes(`<${name}/>`))
  return named ? undefined : `imports ${library}, and no <depends> in ${folder}/etc names ${name}`
}

function nameOf({ manifest }: Workspace): string | undefined {
  return (JSON.parse(manifest) as { readonly name?: string }).name
}
