import { type JobLeafName, jobPaths, type Settings } from '@horarium/core'
import { type ConfigNode, nodeAt } from './config-node.js'
import type { DeclaredJob } from './declared-job.js'
import type { Place } from './place.js'

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

export function jobLeaves(job: DeclaredJob, settings: Settings): JobLeaves {
  const declared = (...names: readonly string[]): JobLeaf | undefined => leafOf(nodeAt(job.node, ...names))
  return {
    declared,
    effective: (leaf) => {
      const set = settings.valueOf(...jobPaths(job, leaf))
      // What modules say under <default> is already laid over the job's other declarations.
      if (!set || set.origin === 'module') return declared(...leaf.split('/'))
      return { text: set.value.trim(), place: placeOfSource(set.source, set.path), overridden: true }
    },
  }
}

/** The place a setting's source means: `file:line`, or whatever a person would look up. */
export function placeOfSource(source: string, path: string): Place {
  const match = /^(.*):(\d+)$/.exec(source)
  return match ? { file: match[1] ?? source, line: Number(match[2]), path } : { file: source, line: 0, path }
}

function leafOf(node: ConfigNode | undefined): JobLeaf | undefined {
  return node && { text: node.text, place: node.place, overridden: false }
}
