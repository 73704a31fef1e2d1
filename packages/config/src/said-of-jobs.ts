import { type JobLeafName, jobPathOf, type Settings } from '@horarium/core'

/** The leaves that settings speak of, by job code. */
export type SaidOfJobs = ReadonlyMap<string, ReadonlySet<JobLeafName>>

/** Finds what settings say of jobs, once for all of them: of most jobs they say nothing, and nobody has to look again. */
export function saidOfJobs(settings: Settings): SaidOfJobs {
  const found = new Map<string, Set<JobLeafName>>()
  for (const path of settings.paths) {
    const said = jobPathOf(path)
    if (said) found.set(said.code, (found.get(said.code) ?? new Set()).add(said.leaf))
  }
  return found
}
