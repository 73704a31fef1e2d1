import type { JobDefinition, LogFields, Problem } from '@horarium/core'
import type { Configuration } from './configuration.js'

/** Job codes by what became of them between two configurations. */
export interface ConfigurationChange {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly string[]
}

/** Compares the jobs of two configurations; where in its file a job stands is no difference. */
export function changeBetween(before: Configuration, after: Configuration): ConfigurationChange {
  const old = new Map(before.jobs.map((job) => [job.code, textOf(job)]))
  const codes = new Set(after.jobs.map(({ code }) => code))
  const kept = after.jobs.filter(({ code }) => old.has(code))
  return {
    added: [...codes].filter((code) => !old.has(code)),
    removed: [...old.keys()].filter((code) => !codes.has(code)),
    changed: kept.filter((job) => old.get(job.code) !== textOf(job)).map(({ code }) => code),
  }
}

const NAMED = 20

/** The same for a log line: names, of many only the first. */
export function changeFields(change: ConfigurationChange): LogFields {
  const parts = Object.entries(change).filter(([, codes]: [string, readonly string[]]) => codes.length > 0)
  return Object.fromEntries(parts.map(([name, codes]: [string, readonly string[]]) => [name, namesOf(codes)]))
}

/** The problems one configuration has and another did not have, wherever they stood. */
export function newProblems(before: Configuration, after: Configuration): readonly Problem[] {
  const known = new Set(before.problems.map(nameOf))
  return after.problems.filter((problem) => !known.has(nameOf(problem)))
}

// A message may name a place by file and line; further down it is still the same problem.
function nameOf({ path, message }: Problem): string {
  return `${path} ${message.replaceAll(/:\d+\b/g, '')}`
}

function namesOf(codes: readonly string[]): string {
  const rest = codes.length - NAMED
  return [...codes.slice(0, NAMED), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ')
}

function textOf(job: JobDefinition): string {
  return JSON.stringify({ ...job, file: '', line: 0, problems: [] })
}
