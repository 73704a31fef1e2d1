import { importFaults } from './import-rules.js'
import { manifestFaults } from './manifest-rules.js'
import { moduleFaults } from './module-rules.js'
import { clockFaults, textFaults } from './text-rules.js'
import { type Fault, readTree } from './tree.js'

export interface Verdict {
  readonly faults: readonly Fault[]
  readonly workspaces: number
  readonly sources: number
}

/** Holds a repository against the rules of its floors. */
export function checkFloors(root: string): Verdict {
  const tree = readTree(root)
  const faults = tree.flatMap((workspace) => [
    ...importFaults(workspace),
    ...manifestFaults(workspace, tree),
    ...moduleFaults(workspace, tree),
    ...textFaults(workspace),
  ])
  return {
    faults: [...faults, ...clockFaults(tree)],
    workspaces: tree.length,
    sources: tree.reduce((sum, { sources }) => sum + sources.length, 0),
  }
}
