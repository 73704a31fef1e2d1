import { type JobLeafName, jobPaths, type Settings } from '@horarium/core'
import { type ConfigNode, nodeAt } from './config-node.js'
import type { DeclaredJob } from './declared-job.js'
import type { Place } from './place.js'
import type { SaidOfJobs } from './said-of-jobs.js'

/** What a leaf of a job says and where; `overridden` when a layer above the modules says it. */
export interface JobLeaf {
  readonly text: string
  readonly place: Place
  readonly overridden: boolean
}

/** Reads the leaves of one job. */
export interface JobLeaves {
  /** As the XML has it. */
  readonly declared: (...names: readonly string[]) => JobLeaf | undefined
  /** The same, unless a setting above the modules says otherwise. */
  readonly effective: (leaf: JobLeafName) => JobLeaf | undefined
}

export function jobLeaves(job: DeclaredJob, settings: Settings, said: SaidOfJobs): JobLeaves {
  const declared = (...names: readonly string[]): JobLeaf | undefined => leafOf(nodeAt(job.node, ...names))
  return {
    declared,
    effective: (leaf) => {
      const set = said.get(job.code)?.has(leaf) ? settings.valueOf(...jobPaths(job, leaf)) : undefined
      // What modules say under <default> is already laid over the job's other declarations.
      if (!set || set.origin === 'module') return leafOf(nodeAt(job.node, ...namesOf(leaf)))
      return { text: set.value.trim(), place: placeOfSource(set.source, set.path), overridden: true }
    },
  }
}

// Two dozen leaves of a hundred thousand jobs: most have no slash to be split at.
function namesOf(leaf: JobLeafName): readonly string[] {
  return leaf.includes('/') ? leaf.split('/') : [leaf]
}

/** A leaf that says something; an empty one takes an earlier away. */
export function saidIn(leaves: JobLeaves, name: JobLeafName): JobLeaf | undefined {
  const leaf = leaves.effective(name)
  return leaf && leaf.text !== '' ? leaf : undefined
}

/** The place a setting's source means: `file:line`, or whatever a person would look up. */
export function placeOfSource(source: string, path: string): Place {
  const match = /^(.*):(\d+)$/.exec(source)
  return match ? { file: match[1] ?? source, line: Number(match[2]), path } : { file: source, line: 0, path }
}

function leafOf(node: ConfigNode | undefined): JobLeaf | undefined {
  return node && { text: node.text, place: node.place, overridden: false }
}
