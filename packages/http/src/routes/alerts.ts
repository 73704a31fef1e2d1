import { isoOf, listAlertChannels, listOpenAlerts, type OpenAlert, testAlerts, type Undelivered } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Instant, Maybe, MaybeText } from '../schemas.js'
import { Refusal } from '../errors.js'
import type { ServiceParts } from '../service.js'

export const WaitingMessage = Type.Object({
  message: Type.String(),
  channel: Type.String(),
  attempts: Type.Integer(),
  lastTriedAt: Maybe(Instant),
  error: MaybeText,
})
export type WaitingMessage = Static<typeof WaitingMessage>
export const AlertRow = Type.Object({
  kind: Type.String({ description: 'failed, missed, overdue, slow or poisoned' }),
  jobCode: Type.String(),
  target: MaybeText,
  group: Type.String(),
  since: Instant,
  at: Instant,
  reason: Type.String(),
  entryId: MaybeText,
  toldAt: Instant,
  told: Type.Array(Type.String(), { description: 'the channels that delivered it' }),
  undelivered: Type.Array(WaitingMessage),
})
export type AlertRow = Static<typeof AlertRow>
export const AlertList = Type.Object({
  open: Type.Array(AlertRow, { description: 'the newest first' }),
  undelivered: Type.Array(WaitingMessage, { description: 'every message that waits, also of what is over' }),
  channels: Type.Array(Type.String(), { description: 'the ways to tell people that are set' }),
})
export type AlertList = Static<typeof AlertList>
const Wish = Type.Object(
  { channel: Type.Optional(Type.String({ maxLength: 64, description: 'only this one; all without' })) },
  { additionalProperties: false },
)
export const TestedAlert = Type.Object({ channel: Type.String(), error: MaybeText })
export type TestedAlert = Static<typeof TestedAlert>

const URL = '/api/v1/alerts'
// A mail server may be slow to answer.
const DELIVERED_WITHIN_MS = 60_000

/** What people are told. */
export function alertRoutes({ server, app, appFor }: ServiceParts): void {
  const listed = { summary: 'What is wrong with which job, and who was told of it', response: { 200: AlertList } }
  server.get(URL, { config: { role: 'view' }, schema: listed }, async () => {
    const { open, undelivered } = await listOpenAlerts(app)
    return {
      open: open.map(rowOf),
      undelivered: undelivered.map(waitingOf),
      channels: [...listAlertChannels(app)],
    }
  })
  const tested = {
    summary: 'Send a message through every channel that is set, or one of them',
    body: Wish,
    response: { 200: Type.Array(TestedAlert), 400: Refusal },
  }
  const testing = { config: { role: 'operate' }, schema: tested, handlerTimeout: DELIVERED_WITHIN_MS } as const
  server.post(`${URL}/test`, testing, async (request) => {
    const found = await testAlerts(appFor(request), request.body.channel)
    return found.map(({ channel, error = null }) => ({ channel, error }))
  })
}

function rowOf({ since, at, toldAt, target, entryId, told, undelivered, ...alert }: OpenAlert): AlertRow {
  return {
    ...alert,
    target: target ?? null,
    entryId: entryId ?? null,
    since: isoOf(since),
    at: isoOf(at),
    toldAt: isoOf(toldAt),
    told: [...told],
    undelivered: undelivered.map(waitingOf),
  }
}

function waitingOf({ message, channel, attempt }: Undelivered): WaitingMessage {
  return {
    message,
    channel,
    attempts: attempt?.count ?? 0,
    lastTriedAt: attempt ? isoOf(attempt.at) : null,
    error: attempt?.error ?? null,
  }
}
