import { addEntry, findJob, killEntry, removeEntry, showEntry } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { detailsOf, EntryDetails, EntryRow, rowOf } from '../entry-row.js'
import { Refusal } from '../errors.js'
import type { ServiceParts } from '../service.js'

const Params = Type.Object({ id: Type.String({ maxLength: 512, description: 'an entry id' }) })
const Why = Type.Optional(Type.String({ maxLength: 500, description: 'why; kept with the entry' }))
const refusals = { 400: Refusal, 404: Refusal, 409: Refusal, 422: Refusal }

export const KilledEntry = Type.Object({
  outcome: Type.Enum(['ended', 'asked'], { description: 'asked: it runs, and whoever runs it hears of it soon' }),
  entry: EntryRow,
})
export type KilledEntry = Static<typeof KilledEntry>
export const RemovedEntry = Type.Object({
  outcome: Type.Enum(['vanished', 'skipped'], {
    description: 'skipped: an instant of the calendar stays in the history',
  }),
})
export type RemovedEntry = Static<typeof RemovedEntry>
export const EntryAgain = Type.Object({ entryId: Type.String() })
export type EntryAgain = Static<typeof EntryAgain>

/** One entry: what there is to say of it, and what can be done with it. */
export function entryRoutes(parts: ServiceParts): void {
  const { server, app } = parts
  const shown = { summary: 'One entry', params: Params, response: { 200: EntryDetails, ...refusals } }
  server.get('/api/v1/entries/:id', { config: { role: 'view' }, schema: shown }, async ({ params: { id } }) => {
    return detailsOf(app, (await showEntry(app, id)).entry)
  })
  addRemove(parts)
  addKill(parts)
  addAgain(parts)
}

function addRemove({ server, appFor }: ServiceParts): void {
  const querystring = Type.Object({ why: Why }, { additionalProperties: false })
  const schema = {
    summary: 'Take an entry out of the timetable before it starts',
    params: Params,
    querystring,
    response: { 200: RemovedEntry, ...refusals },
  }
  server.delete('/api/v1/entries/:id', { config: { role: 'operate' }, schema }, async (request) => {
    return { outcome: await removeEntry(appFor(request), request.params.id, request.query.why ?? '') }
  })
}

function addKill({ server, app, appFor }: ServiceParts): void {
  const force = Type.Optional(
    Type.Boolean({ description: 'end the process of its run without waiting for its handler' }),
  )
  const body = Type.Object({ why: Why, force }, { additionalProperties: false })
  const schema = {
    summary: 'End an entry before its time',
    params: Params,
    body,
    response: { 200: KilledEntry, ...refusals },
  }
  server.post('/api/v1/entries/:id/kill', { config: { role: 'operate' }, schema }, async (request) => {
    const { why = '', force: isForced = false } = request.body
    const { outcome, entry } = await killEntry(appFor(request), request.params.id, { why, force: isForced })
    return { outcome, entry: rowOf(app, entry) }
  })
}

function addAgain({ server, app, appFor }: ServiceParts): void {
  const schema = {
    summary: 'Ask for a new entry of the same job, with the same parameters and target',
    params: Params,
    response: { 202: EntryAgain, ...refusals },
  }
  server.post('/api/v1/entries/:id/again', { config: { role: 'operate' }, schema }, async (request, reply) => {
    const { jobCode, params = {}, target } = (await showEntry(app, request.params.id)).entry
    const job = findJob(app.configuration().jobs, jobCode)
    const wish = { params, ...(target === undefined ? {} : { target }) }
    return reply.code(202).send({ entryId: await addEntry(appFor(request), job, wish) })
  })
}
