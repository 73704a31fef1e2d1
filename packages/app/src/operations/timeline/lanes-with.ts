import { groupOf, type JobDefinition } from '@horarium/core'
import type { Lane } from '@horarium/store'
import type { App } from '../../app.js'
import { planOf } from '../../find-job.js'

/** The lanes that may know of some jobs, and of which: where a job belongs, and where it was before it was moved. */
export function lanesWith(app: App, jobs: readonly JobDefinition[]): ReadonlyMap<Lane, readonly string[]> {
  const found = new Map<Lane, string[]>()
  for (const job of jobs) {
    for (const lane of lanesOf(app, job)) found.set(lane, [...(found.get(lane) ?? []), job.code])
  }
  return found
}

function lanesOf(app: App, { code, group, movedFrom }: JobDefinition): ReadonlySet<Lane> {
  const { lane: home, jobs } = planOf(app.plans(), code)
  const groups = [group, movedFrom]
  const former = [...app.plans().values()].map(({ lane }) => lane).filter(({ name }) => groups.includes(groupOf(name)))
  return new Set([home, ...former, ...(jobs.get(code)?.formerLanes ?? [])])
}
