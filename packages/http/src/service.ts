import { randomUUID } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { type App, hasTokens } from '@horarium/app'
import { HorariumError } from '@horarium/core'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import { answerAlways, refuseUnreadable } from './answer-always.js'
import { openapiOf } from './openapi.js'
import { addGuard, isThisMachine } from './guard.js'
import { documentRoutes } from './routes/document.js'
import { healthRoutes } from './routes/health.js'
import { jobScheduleRoutes } from './routes/job-schedule.js'
import { reloadRoutes } from './routes/reload.js'
import { taskRoutes } from './routes/tasks.js'

export interface ServiceOptions {
  /** 0 is any that is free. */
  readonly port: number
  /** Beyond this machine only with a token. */
  readonly host: string
  readonly version: string
}

/** What a route file is given. */
export interface ServiceParts {
  readonly server: Server
  readonly app: App
  /** Aborts when the service has closed and what it runs is to end. */
  readonly stopping: AbortSignal
  /** The app as it acts for whoever asks. */
  readonly appFor: (caller: string) => App
}

export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** A service that answers. */
export interface Service {
  /** Where, as a URL. */
  readonly address: string
  /** Answers no more; runs it has begun may go on for so long, then they are asked to end. */
  readonly close: (graceMs: number) => Promise<void>
}

const BODY_BYTES = 65_536
const CONNECTIONS = 1_000
const HEAD_WITHIN_MS = 10_000
const CHECK_EVERY_MS = 2_000
// After its grace time a run is asked to end; who is still connected then is cut off.
const LAST_WORDS_MS = 5_000
const REQUEST_WITHIN_MS = 20_000
// What waits for a Redis that does not answer is told so; a route that waits for a run has its own.
const ANSWER_WITHIN_MS = 10_000

/**
 * Opens the service of an instance. Throws `usage` for a port that is taken or not ours to use, and for an address beyond
 * this machine as long as nobody has a token.
 */
export async function openService(app: App, { port, host, version }: ServiceOptions): Promise<Service> {
  await refuseOpenDoor(app, host)
  const stop = new AbortController()
  const server = makeServer()
  server.server.maxConnections = CONNECTIONS
  answerAlways(server, app)
  await server.register(rateLimit, { global: false })
  await server.register(swagger, { openapi: openapiOf(version) })
  const appFor = (caller: string): App => ({ ...app, author: caller })
  const parts: ServiceParts = { server, app, stopping: stop.signal, appFor }
  const closing = new AbortController()
  // A connection that is kept alive would hold the end up.
  server.addHook('onSend', async (_, reply) => {
    if (closing.signal.aborted) void reply.header('connection', 'close')
  })
  addGuard(server, app)
  for (const add of [healthRoutes, taskRoutes, reloadRoutes, jobScheduleRoutes, documentRoutes]) add(parts)
  const address = await listen(server, { port, host })
  app.logger.info('service listens', { address })
  return { address, close: (graceMs) => close(server, { closing, stop, graceMs }) }
}

function makeServer(): Server {
  return fastify({
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_WITHIN_MS,
    handlerTimeout: ANSWER_WITHIN_MS,
    keepAliveTimeout: HEAD_WITHIN_MS,
    http: { headersTimeout: HEAD_WITHIN_MS, connectionsCheckingInterval: CHECK_EVERY_MS },
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => idIn(headers['x-request-id']) ?? randomUUID(),
    clientErrorHandler: refuseUnreadable,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, allErrors: false } },
  }).withTypeProvider<TypeBoxTypeProvider>()
}

function idIn(sent: string | string[] | undefined): string | undefined {
  return typeof sent === 'string' && /^[\w.-]{1,64}$/.test(sent) ? sent : undefined
}

async function refuseOpenDoor(app: App, host: string): Promise<void> {
  if (isThisMachine(host) || (await hasTokens(app))) return
  throw new HorariumError(
    'usage',
    `Beyond this machine (${host}) the service listens only with a token: horarium token:create --name me --role configure.`,
  )
}

async function listen(server: Server, at: { readonly port: number; readonly host: string }): Promise<string> {
  try {
    return await server.listen(at)
  } catch (error) {
    const why = REASONS[(error as NodeJS.ErrnoException).code ?? '']
    if (why === undefined) throw error
    throw new HorariumError('usage', `Port ${at.port} of ${at.host} ${why}. Set CRON_PORT or --port.`, { cause: error })
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use; another service may run already',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'is no address of this machine',
  ENOTFOUND: 'is no address',
}

interface Closing {
  readonly closing: AbortController
  readonly stop: AbortController
  readonly graceMs: number
}

async function close(server: Server, { closing, stop, graceMs }: Closing): Promise<void> {
  closing.abort()
  const late = setTimeout(() => stop.abort(), graceMs)
  const tooLate = setTimeout(() => server.server.closeAllConnections(), graceMs + LAST_WORDS_MS)
  await server.close()
  clearTimeout(late)
  clearTimeout(tooLate)
}
