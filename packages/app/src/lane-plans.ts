import { compileCalendar } from '@horarium/calendar'
import { fingerprintOf, groupOf, groupSettings, type JobDefinition, laneOf, lanesOf } from '@horarium/core'
import { type HomedJob, type LanePlan, planLane, type PlannedJob } from '@horarium/engine'
import { type Lane, openLane, readHolders, type Redis } from '@horarium/store'
import type { Configuration } from './configuration.js'
import type { Crews } from './crews.js'
import { PRODUCTION } from './environment.js'
import type { Observers } from './observers.js'

export interface LaneSpace {
  readonly redis: Redis
  readonly namespace: string
  /** Of the overrides the configuration stands on. */
  readonly revision: number
  /** Of the files. */
  readonly standing: LanePlan['standing']
  /** Lanes older configurations wrote to: planned without jobs, so that what they left is cleared up. */
  readonly known: readonly string[]
  /** The plans these replace: a job may have been moved between the two. */
  readonly before: ReadonlyMap<string, LanePlan>
  /** Where handlers are called. */
  readonly crews: Pick<Crews, 'callOf' | 'targetsOf'>
  /** Told of what is written in a lane. */
  readonly observers: Pick<Observers, 'of'>
}

/** One plan per lane: those of every group, and those that are only remembered. */
export async function planLanes(
  configuration: Configuration,
  space: LaneSpace,
): Promise<ReadonlyMap<string, LanePlan>> {
  const { settings, jobs, environment } = configuration
  const { lanes, homes } = homesOf(configuration, space)
  const former = await formerLanes(homes, lanes, space.before)
  const all = new Map<string, HomedJob>()
  const byLane = new Map<string, PlannedJob[]>([...lanes.keys()].map((name) => [name, []]))
  for (const job of jobs) {
    const home = homes.get(job.code)
    if (!home) continue
    const ready = readyJob(job, { configuration, crews: space.crews, former: former.get(job.code) ?? [] })
    byLane.get(home.name)?.push(ready)
    all.set(job.code, { lane: home, job: ready })
  }
  return new Map(
    [...lanes].map(([name, lane]) => {
      const own = groupSettings(settings, groupOf(name))
      const guarded = own.environmentGuard && environment !== PRODUCTION ? { guardedEnvironment: environment } : {}
      const source = {
        lane,
        settings: own,
        revision: space.revision,
        standing: space.standing,
        allJobs: () => all,
        ...guarded,
      }
      return [name, planLane(source, byLane.get(name) ?? [])]
    }),
  )
}

interface Homes {
  readonly lanes: ReadonlyMap<string, Lane>
  /** The lane each job belongs to, by code. */
  readonly homes: ReadonlyMap<string, Lane>
}

function homesOf({ settings, groups, jobs }: Configuration, { redis, namespace, known, observers }: LaneSpace): Homes {
  const shardsOf = new Map(groups.map((group) => [group, groupSettings(settings, group).shards]))
  const names = new Set([...groups.flatMap((group) => lanesOf(group, shardsOf.get(group) ?? 1)), ...known])
  const lanes = new Map([...names].map((name) => [name, openObserved(name, { redis, namespace, observers })]))
  const homes = new Map<string, Lane>()
  for (const { code, group } of jobs) {
    const lane = lanes.get(laneOf(code, group, shardsOf.get(group) ?? 1))
    if (lane) homes.set(code, lane)
  }
  return { lanes, homes }
}

function openObserved(
  name: string,
  { redis, namespace, observers }: Pick<LaneSpace, 'redis' | 'namespace' | 'observers'>,
): Lane {
  const lane: Lane = { ...openLane(redis, namespace, name), onNews: observers.of(() => lane) }
  return lane
}

// Where a job may still run although it belongs elsewhere: where it runs or was closed out, and where it just was.
async function formerLanes(
  homes: ReadonlyMap<string, Lane>,
  lanes: ReadonlyMap<string, Lane>,
  before: ReadonlyMap<string, LanePlan>,
): Promise<ReadonlyMap<string, readonly Lane[]>> {
  const former = new Map<string, Set<Lane>>()
  const add = (code: string, name: string): void => {
    const lane = lanes.get(name)
    const home = homes.get(code)
    if (lane && home && lane !== home) former.set(code, (former.get(code) ?? new Set()).add(lane))
  }
  for (const [name, { jobs }] of before) for (const code of jobs.keys()) add(code, name)
  for (const [name, lane] of lanes) {
    for (const [code, holder] of await readHolders(lane))
      add(code, homes.get(code) === lane && 'movedTo' in holder ? holder.movedTo : name)
  }
  return new Map([...former].map(([code, found]) => [code, [...found]]))
}

interface Surroundings {
  readonly configuration: Configuration
  readonly crews: LaneSpace['crews']
  readonly former: readonly Lane[]
}

function readyJob(definition: JobDefinition, { configuration, crews, former }: Surroundings): PlannedJob {
  const handler = configuration.handlers.find(definition.code)
  const provider = configuration.handlers.findTargets(definition.code)
  const spec = definition.status === 'ok' ? definition.calendar : undefined
  const compiled = spec && compileCalendar(spec).calendar
  return {
    definition,
    ...(handler ? { call: crews.callOf(definition, handler) } : {}),
    ...(provider ? { askTargets: crews.targetsOf(definition, provider) } : {}),
    ...(spec && compiled ? { calendar: { compiled, fingerprint: fingerprintOf(spec) } } : {}),
    ...(former.length > 0 ? { formerLanes: former } : {}),
  }
}
