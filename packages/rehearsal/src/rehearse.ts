import { type App, openApp, type Project } from '@horarium/app'
import { checkHere } from '@horarium/config/handlers'
import type { Rehearsal, RehearsedEntry, RehearseOptions } from '@horarium/sdk/testing'
import { CallsHere } from './calls-here.js'
import { EndedEntries, entriesOf, gapsOf } from './entries.js'
import { layOver } from './lay-over.js'
import { type Order, readOrder } from './order.js'
import { play } from './play.js'
import { refuseFakeTimers } from './refuse-fake-timers.js'
import { prepareScore, type Score } from './score.js'
import { SILENT } from './silent.js'
import { SimulatedClock } from './simulated-clock.js'
import { Stage } from './stage.js'
import { Watch } from './watch.js'
import { withRedis } from './with-redis.js'

/** Plays a time of the schedules of modules. Throws `configuration` and `usage`; leaves nothing behind. */
export async function rehearse(options: RehearseOptions): Promise<Rehearsal> {
  refuseFakeTimers()
  const order = readOrder(options)
  const score = await prepareScore(options, order)
  const watch = new Watch(options.signal)
  try {
    return await withRedis(options.redis, score.namespace, (address) => {
      return perform({ options, order, score, watch, address })
    })
  } finally {
    watch.close()
  }
}

interface Performance {
  readonly options: RehearseOptions
  readonly order: Order
  readonly score: Score
  readonly watch: Watch
  /** Of the Redis. */
  readonly address: string
}

async function perform({ options, order, score, watch, address }: Performance): Promise<Rehearsal> {
  const clock = new SimulatedClock(order.from - 1)
  const environment = { ...score.project.environment, REDIS_URL: address }
  const app = await open({ ...score.project, environment }, clock, order)
  const stage = new Stage({ app, clock, watch })
  try {
    await layOver(app, options.overrides ?? {})
    const ended = new EndedEntries(app)
    await play(order, { stage, clock, before: options.before ?? (() => undefined) })
    return rehearsalOf({
      entries: await entriesOf(app, ended, order),
      gaps: await gapsOf(app, order),
      problems: score.problems,
    })
  } finally {
    stage.leave()
    await app.close()
  }
}

function open(project: Project, clock: SimulatedClock, { lasts }: Order): Promise<App> {
  const checks = { check: checkHere, afresh: () => checks }
  return openApp({
    project,
    logger: SILENT,
    onNotice: () => undefined,
    unsafeEviction: false,
    standIns: { clock, crews: new CallsHere({ clock, lasts }), checks },
  })
}

function rehearsalOf(found: Pick<Rehearsal, 'entries' | 'gaps' | 'problems'>): Rehearsal {
  const of = (code: string): readonly RehearsedEntry[] => found.entries.filter(({ jobCode }) => jobCode === code)
  return {
    ...found,
    of,
    runs: (code) => of(code).filter(({ startedAt }) => startedAt !== undefined),
    missed: (code) => of(code).filter(({ status }) => status === 'missed'),
  }
}
