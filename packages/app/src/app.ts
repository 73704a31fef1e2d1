import { hostname, userInfo } from 'node:os'
import { type Clock, type Logger, logOf } from '@horarium/core'
import type { LanePlan } from '@horarium/engine'
import {
  awaitRedis,
  connectRedis,
  type Instance,
  openInstance,
  openStoreClock,
  type Redis,
  type StoreClock,
} from '@horarium/store'
import { type Configuration, readSources } from './configuration.js'
import { readFootprint } from './footprint.js'
import { type ChildEnds, Crews, type HandlerCalls, HandlerChecks, type HandlerLook, NO_LOOK } from './crews.js'
import type { UseSign } from './configuration-uses.js'
import { ConfigurationState, type Preview } from './configuration-state.js'
import type { LogLevels } from './log/log-levels.js'
import { Observers } from './observers.js'
import { namespaceOf, type Project } from './project.js'
import { SourceWatch } from './source-watch.js'
import { ensureRedis, type RedisLease, restoreOnLoss } from './redis/index.js'

/** A process that takes part in an instance: its Redis, its configuration, its plans. */
export interface App {
  readonly project: Project
  readonly lease: RedisLease
  readonly redis: Redis
  readonly instance: Instance
  readonly clock: Clock
  readonly logger: Logger
  /** Who writes: shown with manual entries and overrides. */
  readonly author: string
  /** Throws where a change would be laid over what its author has not seen; asked right before it is written. */
  readonly expects?: (configuration: Configuration) => void
  readonly configuration: () => Configuration
  readonly plans: () => ReadonlyMap<string, LanePlan>
  /** Reads the overrides again and replaces configuration and plans whole. */
  readonly refresh: () => Promise<void>
  /** What the configuration would be with some paths overridden (`undefined` = its override taken away). */
  readonly preview: (changes: ReadonlyMap<string, string | undefined>) => Promise<Preview>
  /** Refreshes when an override has changed since; answers whether it did. */
  readonly refreshIfChanged: () => Promise<boolean>
  /** Tells what this process writes in its lanes from now on; answers what ends it. */
  readonly listen: Observers['listen']
  /** How child processes have ended so far. */
  readonly childEnds: () => ChildEnds
  /** Notices changed files; what it reads counts from the next refresh on. */
  readonly watch: SourceWatch
  /** The same, and reads the files again if they have changed too, or if somebody asks for it. */
  readonly follow: () => Promise<boolean>
  /** Says that this process lives with the files it has read. */
  readonly declare: (sign: UseSign) => Promise<void>
  readonly measureClock: () => Promise<void>
  /** Starts the child processes now, so that the first run need not wait for one. */
  readonly warm: () => void
  readonly close: () => Promise<void>
}

export interface AppOptions {
  readonly project: Project
  readonly logger: Logger
  /** Where it stays, those of its log; they follow the setting `log_level`. */
  readonly levels?: Pick<LogLevels, 'follow'>
  /** Told what is being set up, for a person who waits. */
  readonly onNotice: (notice: string) => void
  readonly unsafeEviction: boolean
  /** Unless `false`, handlers are loaded once, in a process of their own, to find those that cannot be called. */
  readonly knowsHandlers?: boolean
  /** Told what a handler left behind that no run can be blamed for; logged when it is left out. */
  readonly onStray?: (message: string) => void
  /** Of somebody who plays a process. */
  readonly standIns?: StandIns
}

/** What stands in for the parts of a process that cannot be played: the time, and other processes. */
export interface StandIns {
  readonly clock: Clock
  readonly crews: HandlerCalls
  readonly checks: HandlerLook
}

const ANSWER_WITHIN_MS = 5_000

/** Opens the instance: finds or starts Redis, reads the modules, lays the overrides over them. */
export async function openApp(options: AppOptions): Promise<App> {
  const { project, logger, onNotice, unsafeEviction, knowsHandlers = true, onStray, levels, standIns } = options
  const { directory, environment } = project
  const namespace = namespaceOf(project)
  const childLog = logOf('children', logger)
  const storeLog = logOf('store', logger)
  const own = knowsHandlers ? new HandlerChecks({ directory, logger: childLog }) : NO_LOOK
  const checks = standIns?.checks ?? own
  const crews = standIns?.crews ?? new Crews({ directory, logger: childLog, ...(onStray ? { onStray } : {}) })
  const observers = new Observers(crews, logger)
  const lease = await ensureRedis({ projectDirectory: directory, environment, onNotice, unsafeEviction })
  const redis = connectRedis(lease.address)
  redis.on('error', (error) => storeLog.debug('redis connection', { error: error.message }))
  const restored = restoreOnLoss(redis, lease, storeLog)
  try {
    await awaitRedis(redis, ANSWER_WITHIN_MS)
    const instance = openInstance(redis, namespace)
    const clock = standIns ? playedClock(standIns.clock) : await openStoreClock(instance)
    const seen = await readFootprint(project, [])
    const state = new ConfigurationState(await readSources(project), instance, {
      crews,
      checks,
      observers,
      levels,
      clock,
    })
    await state.refresh()
    const watch = new SourceWatch(state, seen, logOf('config', logger))
    return assemble({ project, lease, restored, logger, clock, state, watch, observers })
  } catch (error) {
    redis.disconnect()
    await restored()
    await lease.leave()
    throw error
  }
}

function playedClock(clock: Clock): StoreClock {
  return { now: () => clock.now(), measure: async () => undefined }
}

interface Parts extends Pick<App, 'project' | 'lease' | 'logger'> {
  /** Waits for a server that is being brought back. */
  readonly restored: () => Promise<void>
  readonly clock: StoreClock
  readonly state: ConfigurationState
  readonly watch: SourceWatch
  readonly observers: Observers
}

function assemble({ project, lease, restored, logger, clock, state, watch, observers }: Parts): App {
  const { instance } = state
  const author = `${userInfo().username}@${hostname()}`
  return {
    project,
    lease,
    logger,
    clock,
    instance,
    redis: instance.redis,
    author,
    configuration: () => state.configuration,
    plans: () => state.plans,
    refresh: () => state.refresh(),
    preview: (changes) => state.preview(changes, author),
    refreshIfChanged: () => state.refreshIfChanged(),
    watch,
    listen: (listener) => observers.listen(listener),
    childEnds: () => state.crews.ends,
    follow: () => follow(state, watch),
    declare: (sign) => state.declare(sign),
    measureClock: clock.measure,
    warm: () => state.crews.warm(state.configuration),
    close: async () => {
      await state.crews.close()
      await instance.redis.quit().catch(() => instance.redis.disconnect())
      await restored()
      await lease.leave()
    },
  }
}

async function follow(state: ConfigurationState, watch: SourceWatch): Promise<boolean> {
  const news = await state.news()
  if (news === 'none') return false
  await (news === 'reload' ? watch.readAgain() : watch.look())
  await state.refresh()
  return true
}
