import type { LocatedObserver } from '@horarium/config'
import { type Entry, groupOf, type Logger, RunStop } from '@horarium/core'
import type { LifecycleEvent, ObservedEntry } from '@horarium/sdk'
import { findEntry, type Lane, type LaneNews } from '@horarium/store'
import type { Crews } from './crews.js'

// One that hangs is given up; of a flood the rest is left out, for what observers make of it changes nothing.
const WITHIN_MS = 60_000
const AT_ONCE = 200

/** Somebody in this process who is told what is written in its lanes; must be quick, and not throw. */
export type NewsListener = (lane: Lane, news: LaneNews) => void

/** Tells observers what happens to entries in this process. */
export class Observers {
  readonly #crews: Pick<Crews, 'tell'>
  readonly #logger: Logger
  readonly #listeners = new Set<NewsListener>()
  #byEvent: ReadonlyMap<string, readonly LocatedObserver[]> = new Map()
  #telling = 0
  #leftOut = 0

  constructor(crews: Pick<Crews, 'tell'>, logger: Logger) {
    this.#crews = crews
    this.#logger = logger
  }

  /** Tells these from now on. */
  follow(observers: readonly LocatedObserver[]): void {
    const byEvent = new Map<string, LocatedObserver[]>()
    for (const one of observers) byEvent.set(one.event, [...(byEvent.get(one.event) ?? []), one])
    this.#byEvent = byEvent
  }

  /** Tells somebody in this process everything from now on; answers what ends it. */
  listen(listener: NewsListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What a lane tells its news to. */
  of(lane: () => Lane | undefined): (news: LaneNews) => void {
    return (news) => {
      const own = this.#listeners.size === 0 ? undefined : lane()
      if (own) for (const tell of this.#listeners) tell(own, news)
      const wanted = this.#byEvent.size === 0 ? undefined : this.#byEvent.get(eventOf(news) ?? '')
      const here = wanted && lane()
      if (here) void this.#tellAll(wanted, here, news)
    }
  }

  async #tellAll(observers: readonly LocatedObserver[], lane: Lane, news: LaneNews): Promise<void> {
    if (this.#telling >= AT_ONCE) {
      this.#leaveOut()
      return
    }
    this.#telling += 1
    try {
      const event = await describe(lane, news)
      if (event) await Promise.all(observers.map((observer) => this.#tell(observer, event)))
    } catch (error) {
      this.#logger.warn('observers could not be told', { event: eventOf(news), error: String(error) })
    } finally {
      this.#telling -= 1
    }
  }

  async #tell({ name, address }: LocatedObserver, event: LifecycleEvent): Promise<void> {
    const stop = new RunStop('the observer took too long', { verdict: 'error', graceMs: 0 })
    const outcome = await this.#crews.tell(address, { event, withinMs: WITHIN_MS, stop })
    if (outcome.status === 'success') return
    this.#logger.warn('an observer failed', { observer: name, event: event.event, reason: outcome.reason })
  }

  #leaveOut(): void {
    this.#leftOut += 1
    if (this.#leftOut % AT_ONCE === 1) this.#logger.warn('observers are too slow: events are left out')
  }
}

// What is no event is told to nobody.
function eventOf(news: LaneNews): LifecycleEvent['event'] | undefined {
  if (news.is === 'rereleased' || news.is === 'retried') return undefined
  if (news.is !== 'ended') return news.is
  return news.status === 'missed' || news.status === 'skipped' ? news.status : 'finished'
}

function describe(lane: Lane, news: LaneNews): LifecycleEvent | Promise<LifecycleEvent | undefined> | undefined {
  const group = groupOf(lane.name)
  switch (news.is) {
    case 'generated':
      return { event: 'generated', group, jobCode: news.jobCode, instants: news.instants.map(isoOf) }
    case 'released':
      return { event: 'released', group, ids: news.ids }
    case 'purged':
      return { event: 'purged', group, status: news.status, count: news.count }
    case 'started':
    case 'ended':
      return describeOne(lane, news.id, eventOf(news))
    case 'rereleased':
    case 'retried':
      return undefined
  }
}

async function describeOne(
  lane: Lane,
  id: string,
  event: LifecycleEvent['event'] | undefined,
): Promise<LifecycleEvent | undefined> {
  const entry = isAboutOne(event) ? await findEntry(lane, id) : undefined
  return entry && isAboutOne(event) ? { event, group: groupOf(lane.name), entry: observed(entry) } : undefined
}

type AboutOne = Extract<LifecycleEvent, { readonly entry: unknown }>['event']

function isAboutOne(event: LifecycleEvent['event'] | undefined): event is AboutOne {
  return event === 'started' || event === 'finished' || event === 'missed' || event === 'skipped'
}

function observed(entry: Entry): ObservedEntry {
  const { startedAt, finishedAt, scheduledAt, releasedAt: _, progress: __, ...rest } = entry
  return {
    ...rest,
    scheduledAt: isoOf(scheduledAt),
    ...(startedAt === undefined ? {} : { startedAt: isoOf(startedAt) }),
    ...(finishedAt === undefined ? {} : { finishedAt: isoOf(finishedAt) }),
  }
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString()
}
