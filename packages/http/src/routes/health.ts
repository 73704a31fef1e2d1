import { isoOf, type ServiceHealth, serviceHealth } from '@horarium/app'
import { type Static, Type } from 'typebox'
import { Instant, Maybe } from '../schemas.js'
import { Refusal } from '../errors.js'
import type { ServiceParts } from '../service.js'

const PROBE_WITHIN_MS = 2_000

const Texts = Type.Array(Type.String())
const Health = Type.Object({
  isRunning: Type.Boolean({ description: 'whether jobs are started: all that must be is well' }),
  activeTasks: Type.Array(Type.String(), { description: 'jobs their calendars start' }),
  lastRunTimes: Type.Record(Type.String(), Instant),
  errors: Type.Record(Type.String(), Type.String(), { description: 'jobs whose last run failed, or that are invalid' }),
  reasons: Texts,
  warnings: Texts,
  guards: Texts,
  redis: Type.Object({ description: Type.String(), latencyMs: Type.Number() }),
  clockOffsetMs: Type.Number({ description: 'how far the hour of Redis is ahead of this machine’s' }),
  workers: Type.Array(Type.Object({ name: Type.String(), groups: Type.Optional(Texts), seenAt: Instant })),
  lastPass: Maybe(Type.Object({ at: Instant, by: Type.String() })),
  queues: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
})

/** Whether the process lives, and whether it can work. */
export function probeRoutes({ server, app }: Pick<ServiceParts, 'server' | 'app'>): void {
  server.get('/livez', { config: { role: 'open' }, schema: { summary: 'Whether the process answers' } }, () => ({
    alive: true,
  }))
  const ready = { config: { role: 'open' }, schema: { summary: 'Whether Redis answers' } } as const
  server.get('/readyz', ready, async (_, reply) => {
    const isReady = await answersSoon(() => app.redis.ping())
    return reply.code(isReady ? 200 : 503).send({ ready: isReady })
  })
}

/** The same, and how the instance is. */
export function healthRoutes({ server, app }: Pick<ServiceParts, 'server' | 'app'>): void {
  probeRoutes({ server, app })
  const schema = { summary: 'How the instance is', response: { 200: Health, 503: Type.Union([Health, Refusal]) } }
  server.get('/health', { config: { role: 'view' }, schema }, async (_, reply) => {
    const health = await serviceHealth(app)
    return reply.code(health.healthy ? 200 : 503).send(shapeOf(health))
  })
}

async function answersSoon(ask: () => Promise<unknown>): Promise<boolean> {
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<false>((resolve) => {
    late = setTimeout(resolve, PROBE_WITHIN_MS, false)
  })
  const asked = ask().then(
    () => true,
    () => false,
  )
  const answer = await Promise.race([asked, tooLate])
  clearTimeout(late)
  return answer
}

function shapeOf({ healthy, lastRunTimes, workers, lastPass, lanes, ...rest }: ServiceHealth): Static<typeof Health> {
  return {
    isRunning: healthy,
    activeTasks: [...rest.activeTasks],
    errors: rest.errors,
    reasons: [...rest.reasons],
    warnings: [...rest.warnings],
    guards: [...rest.guards],
    redis: rest.redis,
    clockOffsetMs: rest.clockOffsetMs,
    lastRunTimes: Object.fromEntries(Object.entries(lastRunTimes).map(([code, at]) => [code, isoOf(at)])),
    workers: workers.map(({ name, groups, seenAt }) => ({
      name,
      ...(groups ? { groups: [...groups] } : {}),
      seenAt: isoOf(seenAt),
    })),
    lastPass: lastPass ? { at: isoOf(lastPass.at), by: lastPass.by } : null,
    queues: Object.fromEntries(Object.entries(lanes).map(([name, size]) => [name, { ...size }])),
  }
}
