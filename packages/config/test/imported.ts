import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type MagentoImport, readMagento, writeModules } from '../src/index.js'
import { type Defined, define } from './module-root.js'
import { faultsBy, XSD_FOLDER } from './xsd.js'

/** An import, written and read again as modules of ours. */
export interface Imported {
  readonly found: MagentoImport
  /** Where it was written. */
  readonly target: string
  readonly again: Defined
  /** What the schemas say against the files. */
  readonly faults: readonly string[]
}

/** Imports a tree into a folder that lives as long as the test. */
export async function importTree(root: string): Promise<Imported> {
  const found = await readMagento(root)
  if (!found) throw new Error(`no Magento in ${root}`)
  const target = realpathSync(mkdtempSync(join(tmpdir(), 'hz-import-')))
  onTestFinished(() => rmSync(target, { recursive: true, force: true }))
  await writeModules(found.modules, target, { existing: 'keep' })
  return { found, target, again: await define(target), faults: found.modules.flatMap(({ files }) => faultsIn(files)) }
}

function faultsIn(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files].flatMap(([path, text]) => faultsBy(join(XSD_FOLDER, basename(path).replace('.xml', '.xsd')), text))
}
