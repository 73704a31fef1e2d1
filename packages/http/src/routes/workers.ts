import { isoOf, listWorkers, type WorkerListing } from '@horarium/app'
import type { Entry } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Instant, Maybe, MaybeText } from '../schemas.js'
import type { ServiceParts } from '../service.js'

export const WorkerRun = Type.Object({
  id: Type.String(),
  jobCode: Type.String(),
  target: MaybeText,
  group: Type.String(),
  startedAt: Maybe(Instant),
  worker: MaybeText,
})
export type WorkerRun = Static<typeof WorkerRun>
export const WorkerRow = Type.Object({
  name: Type.String(),
  host: Type.String(),
  pid: Type.Integer(),
  isAlive: Type.Boolean({ description: 'whether it gave a sign of life lately' }),
  executes: Type.Boolean({ description: 'whether it runs jobs, or only looks after the timetable' }),
  groups: Maybe(Type.Array(Type.String()), { description: 'whose jobs it runs; null: all' }),
  startedAt: Instant,
  seenAt: Instant,
  runs: Type.Array(WorkerRun),
})
export type WorkerRow = Static<typeof WorkerRow>
export const WorkerList = Type.Object({
  items: Type.Array(WorkerRow),
  elsewhere: Type.Array(WorkerRun, { description: 'runs of processes that came for one pass or one run' }),
})
export type WorkerList = Static<typeof WorkerList>

/** Who takes part. */
export function workerRoutes({ server, app }: ServiceParts): void {
  const schema = { summary: 'The processes that take part, and what they run', response: { 200: WorkerList } }
  server.get('/api/v1/workers', { config: { role: 'view' }, schema }, async () => {
    const { workers, elsewhere } = await listWorkers(app)
    return { items: workers.map(rowOf), elsewhere: elsewhere.map(workerRun) }
  })
}

function rowOf({ startedAt, seenAt, groups, runs, ...worker }: WorkerListing): WorkerRow {
  return {
    ...worker,
    groups: groups ? [...groups] : null,
    startedAt: isoOf(startedAt),
    seenAt: isoOf(seenAt),
    runs: runs.map(workerRun),
  }
}

/** A run that goes on, in short. */
export function workerRun({ id, jobCode, target, group, startedAt, worker }: Entry): WorkerRun {
  return {
    id,
    jobCode,
    target: target ?? null,
    group,
    startedAt: startedAt === undefined ? null : isoOf(startedAt),
    worker: worker ?? null,
  }
}
