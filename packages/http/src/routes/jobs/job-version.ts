import type { Configuration } from '@horarium/app'
import { jobPathOf } from '@horarium/core'
import { type Changeable, versionOf } from '../../if-match.js'

/** A job as something that can be changed: all that its modules and its overrides say. */
export function changeableJob(code: string): Changeable {
  return { name: `Job ${code}`, version: (configuration) => jobVersion(configuration, code) }
}

export function jobVersion({ jobs, settings }: Configuration, code: string): string {
  const found = jobs.find((job) => job.code === code)
  const overrides = settings.paths
    .filter((path) => jobPathOf(path)?.code === code)
    .map((path) => [path, settings.valueOf(path)?.value, settings.valueOf(path)?.origin])
  // Where it stands in its file is nothing that anybody decides on.
  return versionOf([found ? { ...found, file: '', line: 0, problems: [] } : null, overrides])
}
