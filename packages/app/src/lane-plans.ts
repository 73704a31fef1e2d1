import { compileCalendar } from '@horarium/calendar'
import { fingerprintOf, groupOf, groupSettings, type JobDefinition, laneOf, lanesOf } from '@horarium/core'
import { type LanePlan, planLane, type PlannedJob } from '@horarium/engine'
import { openLane, type Redis } from '@horarium/store'
import type { Configuration } from './configuration.js'

export interface LaneSpace {
  readonly redis: Redis
  readonly namespace: string
  /** Of the overrides the configuration stands on. */
  readonly revision: number
  /** Lanes older configurations wrote to: planned without jobs, so that what they left is cleared up. */
  readonly known: readonly string[]
}

/** One plan per lane: those of every group, and those that are only remembered. */
export function planLanes(
  configuration: Configuration,
  { redis, namespace, revision, known }: LaneSpace,
): ReadonlyMap<string, LanePlan> {
  const { settings, groups, jobs } = configuration
  const shardsOf = new Map(groups.map((group) => [group, groupSettings(settings, group).shards]))
  const names = new Set([...groups.flatMap((group) => lanesOf(group, shardsOf.get(group) ?? 1)), ...known])
  const byLane = new Map<string, PlannedJob[]>([...names].map((name) => [name, []]))
  for (const job of jobs) {
    const lane = laneOf(job.code, job.group, shardsOf.get(job.group) ?? 1)
    byLane.get(lane)?.push(readyJob(job, configuration))
  }
  return new Map(
    [...byLane].map(([name, planned]) => {
      const lane = openLane(redis, namespace, name)
      return [name, planLane({ lane, settings: groupSettings(settings, groupOf(name)), revision }, planned)]
    }),
  )
}

function readyJob(definition: JobDefinition, { handlers }: Configuration): PlannedJob {
  const handler = handlers.find(definition.code)
  const spec = definition.status === 'ok' ? definition.calendar : undefined
  const compiled = spec && compileCalendar(spec).calendar
  return {
    definition,
    ...(handler ? { handler } : {}),
    ...(spec && compiled ? { calendar: { compiled, fingerprint: fingerprintOf(spec) } } : {}),
  }
}
