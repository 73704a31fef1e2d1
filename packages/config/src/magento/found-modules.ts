import type { Dialect, Problem } from '@horarium/core'
import type { Source } from './source.js'

/** The modules Magento would load from a tree. */
export interface FoundModules {
  readonly dialect: Dialect
  readonly modules: readonly FoundModule[]
  /** Which modules each comes after, also of those that have no files here. */
  readonly needs: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly Problem[]
}

/** Whether a text is `Vendor_Name`: it becomes the name of two folders. */
export function isModuleName(text: string): boolean {
  return /^[A-Za-z0-9]+_\w+$/.test(text)
}

export interface FoundModule {
  /** `Vendor_Name`. */
  readonly name: string
  readonly source: Source
}
