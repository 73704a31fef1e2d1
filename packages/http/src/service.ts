import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import { type App, hasCredentials } from '@horarium/app'
import { HorariumError, logOf, withFields } from '@horarium/core'
import type { FastifyRequest } from 'fastify'
import { answerAlways } from './answer-always.js'
import { openapiOf, tellRole } from './openapi.js'
import { addGuard } from './guard.js'
import { isThisMachine } from './judge.js'
import { pageRoutes } from './pages/page-routes.js'
import { alertRoutes } from './routes/alerts.js'
import { auditRoutes } from './routes/audit.js'
import { calendarPreviewRoute } from './routes/calendar-preview.js'
import { documentRoutes } from './routes/document.js'
import { eventRoutes } from './routes/events.js'
import { entryListRoutes } from './routes/entries.js'
import { entryRoutes } from './routes/entry.js'
import { healthRoutes } from './routes/health.js'
import { historyRoutes } from './routes/history.js'
import { groupRoutes } from './routes/groups.js'
import { holdRoutes } from './routes/holds.js'
import { jobScheduleRoutes } from './routes/job-schedule.js'
import { jobRoutes } from './routes/jobs/index.js'
import { timelineIndexRoutes } from './routes/timeline-index.js'
import { timelineRoutes } from './routes/timeline.js'
import { meRoutes } from './routes/me.js'
import { type MetricsPage, metricsRoute } from './routes/metrics.js'
import { overrideRoutes } from './routes/overrides.js'
import { overviewRoutes } from './routes/overview.js'
import { problemRoutes } from './routes/problems.js'
import { reloadRoutes } from './routes/reload.js'
import { runLogRoutes } from './routes/run-log.js'
import { settingRoutes } from './routes/settings.js'
import { sessionRoutes } from './routes/session.js'
import { taskRoutes } from './routes/tasks.js'
import { workerRoutes } from './routes/workers.js'
import { listen, makeServer, type Server } from './server.js'

export interface ServiceOptions {
  /** 0 is any that is free. */
  readonly port: number
  /** Beyond this machine only with a token. */
  readonly host: string
  readonly version: string
  /** What `/metrics` answers; there is none when it is left out. */
  readonly metrics?: MetricsPage | undefined
  /** The folder of the built pages; without it there are none. */
  readonly pages?: string | undefined
}

/** What a route file is given. */
export interface ServiceParts {
  readonly server: Server
  readonly app: App
  /** Aborts when the service has closed and what it runs is to end. */
  readonly stopping: AbortSignal
  /** The app as it acts for whoever asks. */
  readonly appFor: (request: Pick<FastifyRequest, 'caller' | 'id'>) => App
}

/** A service that answers. */
export interface Service {
  /** Where, as a URL. */
  readonly address: string
  /** Answers no more; runs it has begun may go on for so long, then they are asked to end. */
  readonly close: (graceMs: number) => Promise<void>
}

const CONNECTIONS = 1_000
// After its grace time a run is asked to end; who is still connected then is cut off.
const LAST_WORDS_MS = 5_000

/**
 * Opens the service of an instance. Throws `usage` for a port that is taken or not ours to use, and for an address beyond
 * this machine as long as nobody has a token.
 */
export async function openService(app: App, { port, host, version, metrics, pages }: ServiceOptions): Promise<Service> {
  await refuseOpenDoor(app, host)
  const stop = new AbortController()
  const server = makeServer()
  server.server.maxConnections = CONNECTIONS
  answerAlways(server, app)
  await server.register(rateLimit, { global: false })
  await server.register(swagger, { openapi: openapiOf(version), transform: tellRole })
  const appFor: ServiceParts['appFor'] = ({ caller, id }) => ({
    ...app,
    author: caller,
    logger: withFields(app.logger, { requestId: id }),
  })
  const parts: ServiceParts = { server, app, stopping: stop.signal, appFor }
  const closing = new AbortController()
  // A connection that is kept alive would hold the end up.
  server.addHook('onSend', async (_, reply) => {
    if (closing.signal.aborted) void reply.header('connection', 'close')
  })
  addGuard(server, app)
  for (const add of [
    healthRoutes,
    taskRoutes,
    reloadRoutes,
    jobScheduleRoutes,
    jobRoutes,
    calendarPreviewRoute,
    groupRoutes,
    holdRoutes,
    timelineRoutes,
    timelineIndexRoutes,
    auditRoutes,
    entryListRoutes,
    entryRoutes,
    historyRoutes,
    runLogRoutes,
    documentRoutes,
    meRoutes,
    sessionRoutes,
    workerRoutes,
    problemRoutes,
    alertRoutes,
    eventRoutes,
    settingRoutes,
    overrideRoutes,
    overviewRoutes,
  ])
    add(parts)
  if (metrics) metricsRoute(server, metrics, 'view')
  await pageRoutes(server, pages)
  const address = await listen(server, { port, host })
  logOf('http', app.logger).info('service listens', { address })
  return { address, close: (graceMs) => close(server, { closing, stop, graceMs }) }
}

async function refuseOpenDoor(app: App, host: string): Promise<void> {
  if (isThisMachine(host) || (await hasCredentials(app))) return
  throw new HorariumError(
    'usage',
    `Beyond this machine (${host}) the service listens only with a token: horarium token:create --name me --role configure.`,
  )
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
