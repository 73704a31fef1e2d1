import { hostname } from 'node:os'
import { deliverOutbox, guardedRequest, lookForAlerts } from '@horarium/alerts'
import { logOf, sentenceOf } from '@horarium/core'
import { readPass } from '@horarium/store'
import type { App } from '../app.js'
import { checkHealth } from '../operations/health.js'
import { alertChannels, alertGuard } from './alert-channels.js'
import { watchedJobs } from './watched-jobs.js'

// Within the minute that is left until somebody else looks, and delivers what is still there.
const DELIVER_FOR_MS = 40_000

/**
 * Looks what is wrong with which job, unless somebody has within the last minute, and tells people; with all well, asks
 * for the address that somebody else's alarm waits for. Deliveries that are not begun when `signal` aborts are left.
 */
export async function makeAlertLook(app: App, signal: AbortSignal): Promise<void> {
  const { instance, clock, plans } = app
  // A process with older files would not know the newer jobs.
  if ((await [...plans().values()][0]?.standing())?.newer !== undefined) return
  const channels = alertChannels(app)
  const scope = { instance, ...watchedJobs(plans()), channels: channels.map(({ name }) => name), name: nameOf(app) }
  if (!(await lookForAlerts(scope, clock.now()))) return
  const logger = logOf('alerts', app.logger)
  const within = AbortSignal.any([signal, AbortSignal.timeout(DELIVER_FOR_MS)])
  await Promise.all([deliverOutbox(instance, { channels, clock, logger, signal: within }), ping(app)])
}

/** How an instance is called in messages. */
export function nameOf({ instance }: App): string {
  return `${instance.namespace} on ${hostname()}`
}

// A process that only looks on lives longer than those that make passes.
const FRESH_PASS_MS = 150_000

async function ping(app: App): Promise<void> {
  const url = app.configuration().settings.ofInstance('alert_ping_url').value
  if (url === '') return
  const [{ healthy }, pass] = await Promise.all([checkHealth(app), readPass(app.instance)])
  if (!healthy || !pass || app.clock.now() - pass.at > FRESH_PASS_MS) return
  try {
    await guardedRequest({ url, method: 'GET' }, alertGuard(app))
  } catch (error) {
    logOf('alerts', app.logger).warn('the address for when all is well could not be asked', {
      error: sentenceOf(error),
    })
  }
}
