import { type JobDefinition, jobPathOf, settingOf } from '@horarium/core'
import { type Override, readOverrides } from '@horarium/store'
import type { App } from '../app.js'
import { orphansOf } from '../unread-settings.js'

/** What an admin laid over the files, and whether it counts. */
export interface OverrideListing extends Override {
  /** What it speaks of: a job, a group, or the whole instance. */
  readonly job?: JobDefinition
  readonly group?: string
  /** Nothing that is declared reads it any more. */
  readonly isOrphan: boolean
  /** Its value cannot be used; what it lies over counts. */
  readonly isRefused: boolean
}

/** Every override, by path. */
export async function listOverrides(app: App): Promise<readonly OverrideListing[]> {
  await app.refreshIfChanged()
  const configuration = app.configuration()
  const orphans = new Set(orphansOf(configuration).map(({ path }) => path))
  const jobs = new Map(configuration.jobs.map((job) => [job.code, job]))
  return (await readOverrides(app.instance)).map((override) => {
    const { path } = override
    const job = jobs.get(jobPathOf(path)?.code ?? '')
    const group = job?.group ?? settingOf(path)?.group
    const counts = configuration.settings.valueOf(path)
    return {
      ...override,
      ...(job ? { job } : {}),
      ...(group === undefined ? {} : { group }),
      isOrphan: orphans.has(path),
      isRefused: counts?.origin !== 'override',
    }
  })
}
