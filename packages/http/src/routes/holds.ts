import {
  type App,
  disableMaintenance,
  enableMaintenance,
  foreseeDue,
  holdsKept,
  parseEnd,
  pauseEverything,
  pauseGroup,
  requireGroup,
  resumeEverything,
  resumeGroup,
} from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Refusal } from '../errors.js'
import { type Changeable, IfMatch, onlyIfMatch, versionOf } from '../if-match.js'
import type { ServiceParts } from '../service.js'
import { GroupList, groupList } from './groups.js'
import { skipped } from './jobs/hold-job.js'
import { PauseWish, Skipped } from './jobs/pause-shape.js'

/** What holding jobs would skip, or does; and the groups as they stand. */
export const Held = Type.Object({ dryRun: Type.Boolean(), skips: Skipped, groups: GroupList })
export type Held = Static<typeof Held>
const Group = Type.Object({ group: Type.String({ maxLength: 100 }) })
const Maintenance = Type.Object(
  { note: Type.Optional(Type.String({ maxLength: 1_000 })), dryRun: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
const refusals = { 400: Refusal, 404: Refusal, 409: Refusal, 412: Refusal }
const held = { headers: IfMatch, response: { 200: Held, ...refusals } }
const freed = { headers: IfMatch, response: { 200: GroupList, ...refusals } }
const config = { role: 'operate' } as const

/** Holds groups, or everything. */
export function holdRoutes(parts: ServiceParts): void {
  addGroupPause(parts)
  addPauseOfAll(parts)
  addMaintenance(parts)
}

function changeable(name: string, group?: string): Changeable {
  return { name, version: (configuration) => versionOf(holdsKept(configuration, group)) }
}

function addGroupPause({ server, app, appFor }: ServiceParts): void {
  const url = '/api/v1/groups/:group/pause'
  const pause = { summary: 'Pause a group', params: Group, body: PauseWish, ...held }
  server.put(url, { config, schema: pause }, async (request) => {
    const { group } = request.params
    requireGroup(app.configuration(), group)
    const caller = onlyIfMatch(appFor(request), request.headers['if-match'], changeable(`Group ${group}`, group))
    return hold(app, request.body, { group, pause: (wish) => pauseGroup(caller, group, wish) })
  })
  const resume = { summary: 'End the pause of a group', params: Group, ...freed }
  server.delete(url, { config, schema: resume }, async (request) => {
    const { group } = request.params
    await resumeGroup(
      onlyIfMatch(appFor(request), request.headers['if-match'], changeable(`Group ${group}`, group)),
      group,
    )
    return groupList(app)
  })
}

const ALL = changeable('What holds everything')

function addPauseOfAll({ server, app, appFor }: ServiceParts): void {
  const url = '/api/v1/pause'
  const pause = { summary: 'Pause everything', body: PauseWish, ...held }
  server.put(url, { config, schema: pause }, (request) => {
    const caller = onlyIfMatch(appFor(request), request.headers['if-match'], ALL)
    return hold(app, request.body, { pause: (wish) => pauseEverything(caller, wish) })
  })
  server.delete(url, { config, schema: { summary: 'End the pause of everything', ...freed } }, async (request) => {
    await resumeEverything(onlyIfMatch(appFor(request), request.headers['if-match'], ALL))
    return groupList(app)
  })
}

const HOUR_MS = 3_600_000

function addMaintenance({ server, app, appFor }: ServiceParts): void {
  const url = '/api/v1/maintenance'
  const begin = {
    summary: 'Stop everything but the runs that go on; what an hour of it holds up is told',
    body: Maintenance,
    ...held,
  }
  server.put(url, { config, schema: begin }, async (request) => {
    const { note = '', dryRun = false } = request.body
    const skips = skipped(foreseeDue(app, app.configuration().jobs, app.clock.now() + HOUR_MS))
    if (!dryRun) await enableMaintenance(onlyIfMatch(appFor(request), request.headers['if-match'], ALL), note)
    return { dryRun, skips, groups: await groupList(app) }
  })
  server.delete(url, { config, schema: { summary: 'End the maintenance', ...freed } }, async (request) => {
    await disableMaintenance(onlyIfMatch(appFor(request), request.headers['if-match'], ALL))
    return groupList(app)
  })
}

interface Hold {
  /** Every one unless told. */
  readonly group?: string
  readonly pause: (wish: { readonly until: number; readonly note: string }) => Promise<void>
}

async function hold(app: App, wish: Static<typeof PauseWish>, { group, pause }: Hold): Promise<Held> {
  const { until: typed, note = '', dryRun = false } = wish
  const until = parseEnd(typed, app.clock.now())
  const jobs = app.configuration().jobs.filter((job) => group === undefined || job.group === group)
  const skips = skipped(foreseeDue(app, jobs, until))
  if (!dryRun) await pause({ until, note })
  return { dryRun, skips, groups: await groupList(app) }
}
