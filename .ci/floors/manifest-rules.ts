import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { libraryOf } from './import-rules.js'
import { MODULE_SCOPE, packageIn } from './module-rules.js'
import { importsOf } from './source-text.js'
import { BUNDLED, DECLARED_WITHOUT_IMPORT } from './table.js'
import type { Fault, Source, Workspace } from './tree.js'

type Names = Readonly<Record<string, string>>
interface Manifest {
  readonly name?: string
  readonly dependencies?: Names
  readonly peerDependencies?: Names
  readonly devDependencies?: Names
}

/** What is wrong between a workspace's package.json, its tsconfig.json and what it imports. */
export function manifestFaults(workspace: Workspace, tree: readonly Workspace[]): readonly Fault[] {
  const manifest = JSON.parse(workspace.manifest) as Manifest
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
  const bundled = BUNDLED.includes(workspace.name) ? Object.keys(manifest.devDependencies ?? {}) : []
  return [
    ...undeclared(workspace, manifest, [...declared, ...bundled]),
    ...unused(workspace, declared),
    ...referenceFaults(
      workspace,
      declared.filter((name) => !isExcused(workspace, name)),
      tree,
    ),
  ]
}

function undeclared(workspace: Workspace, manifest: Manifest, declared: readonly string[]): readonly Fault[] {
  return workspace.sources
    .filter(({ room }) => room === 'product')
    .flatMap((source) =>
      librariesOf(source)
        .filter(({ library }) => library !== manifest.name && !declared.includes(library))
        .map(({ library, line }) => ({
          file: source.file,
          line,
          message: `imports ${library}, which ${workspace.folder}/package.json does not declare`,
        })),
    )
}

function unused(workspace: Workspace, declared: readonly string[]): readonly Fault[] {
  const product = workspace.sources.filter(({ room }) => room === 'product')
  const imported = new Set(product.flatMap(librariesOf).map(({ library }) => library))
  return declared
    .filter((name) => !imported.has(name) && !isExcused(workspace, name))
    .map((name) => ({
      file: `${workspace.folder}/package.json`,
      line: lineNaming(workspace.manifest, name),
      message: `declares ${name}, which nothing imports`,
    }))
}

function isExcused({ folder }: Workspace, name: string): boolean {
  return `${folder} ${name}` in DECLARED_WITHOUT_IMPORT
}

function referenceFaults(
  workspace: Workspace,
  declared: readonly string[],
  tree: readonly Workspace[],
): readonly Fault[] {
  if (workspace.compiler === undefined) return []
  const { references = [] } = JSON.parse(workspace.compiler) as { references?: readonly { readonly path: string }[] }
  const referred = references.map(({ path }) => packageIn(posix.join(workspace.folder, path), tree))
  const file = `${workspace.folder}/tsconfig.json`
  const needed = declared.filter((name) => name.startsWith('@horarium/') || name.startsWith(MODULE_SCOPE))
  const missing = needed.filter((name) => !referred.includes(name))
  const idle = referred.filter((name) => !needed.includes(name))
  return [
    ...missing.map((name) => ({ file, line: 1, message: `does not refer to ${name}, which package.json declares` })),
    ...idle.map((name) => ({ file, line: 1, message: `refers to ${name}, which package.json does not declare` })),
  ]
}

function librariesOf({ text }: Source): readonly { readonly library: string; readonly line: number }[] {
  return importsOf(text)
    .filter(({ specifier }) => !specifier.startsWith('.') && !isBuiltin(specifier))
    .map(({ specifier, line }) => ({ library: libraryOf(specifier), line }))
}

function lineNaming(manifest: string, name: string): number {
  const before = manifest.slice(0, manifest.indexOf(`"${name}":`))
  return before.split('\n').length
}
