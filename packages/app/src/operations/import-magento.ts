import { type MagentoImport, readMagento, writeModules } from '@horarium/config'
import { HorariumError } from '@horarium/core'

export interface ImportMagento {
  /** The folder that holds Magento's `app`, or one module of Magento 2. */
  readonly from: string
  /** A folder of modules; absent when nothing is to be written. */
  readonly to?: string
  /** What is done about files that are there already. */
  readonly existing: 'keep' | 'replace'
}

export interface ImportedMagento extends MagentoImport {
  /** The paths of the files that were written. */
  readonly written: readonly string[]
}

/** Reads the jobs of a Magento tree and writes modules that declare them; needs no Redis. */
export async function importMagento({ from, to, existing }: ImportMagento): Promise<ImportedMagento> {
  const found = await readMagento(from)
  if (!found) {
    const sentence = `${from} holds no module of Magento. Name the folder that holds app/code or vendor.`
    throw new HorariumError('usage', sentence)
  }
  return { ...found, written: to === undefined ? [] : await writeModules(found.modules, to, { existing }) }
}
