import { Readable } from 'node:stream'
import { TOPICS } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Refusal } from '../errors.js'
import { ChangeFeed } from '../events/change-feed.js'
import type { Listener } from '../events/listener.js'
import { judge } from '../judge.js'
import type { ServiceParts } from '../service.js'

const HEARTBEAT_MS = 15_000
// The longest there is.
const AS_LONG_AS_THEY_LISTEN = 2 ** 31 - 1

const Changed = Type.Object({
  topic: Type.Enum([...TOPICS]),
  group: Type.Optional(Type.String({ description: 'of entries: whose' })),
})
export type Changed = Static<typeof Changed>

/** Tells what changes, as it does: `event: changed`, and what it was in `data`. Who reads again then sees it. */
export function eventRoutes({ server, app }: ServiceParts): void {
  const feed = new ChangeFeed(app)
  server.addHook('preClose', () => feed.close())
  const response = { 401: Refusal, 403: Refusal, 409: Refusal }
  const schema = { summary: 'What changes, as server-sent events', produces: ['text/event-stream'], response }
  const config = { role: 'view' } as const
  const options = { config, schema, handlerTimeout: AS_LONG_AS_THEY_LISTEN, exposeHeadRoute: false }
  server.get('/api/v1/events', options, async (request, reply) => {
    const listener = await feed.listen()
    reply.raw.once('close', () => feed.leave(listener))
    const isStillLet = async (): Promise<boolean> => 'caller' in (await judge(app, request, 'view'))
    void reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' })
    return reply.send(Readable.from(tell(listener, { isStillLet, now: () => app.clock.now() })))
  })
}

interface Ears {
  /** Whether they may still listen: a credential may have been taken away since. */
  readonly isStillLet: () => Promise<boolean>
  readonly now: () => number
}

async function* tell(listener: Listener, { isStillLet, now }: Ears): AsyncGenerator<string> {
  let askedAt = now()
  yield ': listening\n\n'
  while (!listener.isClosed) {
    const changes = await listener.next(HEARTBEAT_MS)
    if (now() - askedAt >= HEARTBEAT_MS) {
      if (!(await isStillLet())) return
      askedAt = now()
    }
    yield changes.length === 0 ? ': nothing new\n\n' : changes.map(eventOf).join('')
  }
}

function eventOf(change: Changed): string {
  return `event: changed\ndata: ${JSON.stringify(change)}\n\n`
}
