import { performance } from 'node:perf_hooks'
import { type Logger, sentenceOf } from '@horarium/core'
import { type App, openApp } from '../app.js'
import { checkLastPass, checkWorkers } from '../doctor/activity.js'
import { checkClock } from '../doctor/clock-offset.js'
import { checkCrontab } from '../doctor/crontab.js'
import { amiss, type Finding } from '../doctor/finding.js'
import { checkModules } from '../doctor/modules.js'
import { checkNodeVersion } from '../doctor/node-version.js'
import { checkPort } from '../doctor/port.js'
import { checkRedisLatency } from '../doctor/redis-latency.js'
import { checkRedisServer } from '../doctor/redis-server.js'
import { checkTimeZones } from '../doctor/time-zones.js'
import type { Installation } from '../install/installation.js'
import type { Project } from '../project.js'
import { inspectServers } from '../redis/index.js'
import { checkFolders } from './check-folders.js'
import { checkHealth } from './health.js'

export interface ExamineOrder {
  /** How the project's commands are started from elsewhere; unknown when its site file is wrong. */
  readonly installation: Installation | undefined
  /** Where the service would listen; throws when what is set is no port. */
  readonly readPort: () => number
  readonly logger: Logger
}

/** Looks at everything a node needs, from Node to the last pass. Finds, and never throws for, what is amiss. */
export async function examine(project: Project, order: ExamineOrder): Promise<readonly Finding[]> {
  const { installation, readPort } = order
  const { environment } = project
  return [
    checkNodeVersion(process.versions.node),
    checkTimeZones(process.versions['tz'] ?? 'of an unknown release'),
    await checkPort(readPort),
    checkModules(await checkFolders(project, [])),
    ...(installation ? await checkCrontab(installation, environment) : []),
    ...(await checkInstance(project, order)),
  ]
}

async function checkInstance(project: Project, { logger }: ExamineOrder): Promise<readonly Finding[]> {
  let app: App
  try {
    app = await openApp({ project, logger, onNotice: () => undefined, unsafeEviction: true })
  } catch (error) {
    const remedy = 'Start it, or mend REDIS_URL; docs/ops.md tells which Redis may be used.'
    return [amiss('error', 'redis', { message: sentenceOf(error), remedy })]
  }
  try {
    return await look(app)
  } finally {
    await app.close()
  }
}

async function look(app: App): Promise<readonly Finding[]> {
  const servers = await inspectServers(app.lease)
  const health = await checkHealth(app)
  return [
    ...servers.flatMap(checkRedisServer),
    await checkRedisLatency(app.redis),
    checkClock(app.clock.now() - performance.timeOrigin - performance.now()),
    checkLastPass(health, app.clock.now()),
    ...checkWorkers(health),
  ]
}
