import { type App, type GroupListing, holdOfAll, holdsKept, listGroups } from '@horarium/app'
import { FINISHED_STATUSES } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { versionOf } from '../if-match.js'
import type { ServiceParts } from '../service.js'
import { NoPause, pauseShape } from './jobs/pause-shape.js'

const Count = Type.Integer({ minimum: 0 })
/** A group and how it stands. */
export const GroupRow = Type.Object({
  name: Type.String(),
  version: Type.String({ description: 'for If-Match' }),
  pause: NoPause,
  concurrency: Type.Integer({ description: 'runs at once in one process' }),
  concurrencyTotal: Type.Integer({ description: 'runs at once over all machines; 0: no limit' }),
  processes: Count,
  shards: Count,
  timezone: Type.String(),
  hasOwnProcess: Type.Boolean(),
  jobs: Type.Object({ ok: Count, invalid: Count, disabled: Count }),
  size: Type.Object({
    pending: Count,
    released: Type.Integer({ description: 'handed to the queue' }),
    parked: Type.Integer({ description: 'due, and waiting for a run of their job or for room' }),
    running: Count,
    finished: Type.Record(Type.Enum([...FINISHED_STATUSES]), Count),
  }),
})
export type GroupRow = Static<typeof GroupRow>
export const GroupList = Type.Object({
  items: Type.Array(GroupRow),
  next: Type.Null(),
  version: Type.String({ description: 'of what holds every group, for If-Match' }),
  pause: NoPause,
  maintenance: NoPause,
})
export type GroupList = Static<typeof GroupList>

/** Groups, and what holds all of them. */
export function groupRoutes({ server, app }: ServiceParts): void {
  const schema = { summary: 'Groups, what they hold and what holds them', response: { 200: GroupList } }
  server.get('/api/v1/groups', { config: { role: 'view' }, schema }, () => groupList(app))
}

/** Shows the groups as they stand now. */
export async function groupList(app: App): Promise<GroupList> {
  const configuration = app.configuration()
  const { pause, maintenance } = holdOfAll(app)
  return {
    items: (await listGroups(app)).map((group) => ({
      ...groupRow(group),
      version: versionOf(holdsKept(configuration, group.name)),
    })),
    next: null,
    version: versionOf(holdsKept(configuration)),
    pause: pauseShape(pause),
    maintenance: pauseShape(maintenance),
  }
}

function groupRow({ name, settings, pause, jobs, size }: GroupListing): Omit<GroupRow, 'version'> {
  const { concurrency, concurrencyTotal, processes, shards, timezone, useSeparateProcess } = settings
  return {
    name,
    pause: pauseShape(pause),
    concurrency,
    concurrencyTotal,
    processes,
    shards,
    timezone,
    hasOwnProcess: useSeparateProcess,
    jobs: { ...jobs },
    size: { ...size, finished: { ...size.finished } },
  }
}
