import { performance } from 'node:perf_hooks'
import { type App, type InstanceFigures, type LaneFigures, readFigures } from '@horarium/app'
import { Gauge, type Registry } from 'prom-client'
import type { GroupLabels } from './group-labels.js'

// Whoever scrapes every second, or several at once, costs Redis one look in so long.
const FRESH_MS = 5_000
const WITHIN_MS = 2_000

/** Shows how the whole instance stands, as it is when somebody looks; every process shows the same. */
export class InstanceMetrics {
  readonly #app: App
  readonly #labels: GroupLabels
  readonly #gauges: ReturnType<typeof gaugesIn>
  #lookedAt = -Infinity
  #looking: Promise<void> = Promise.resolve()

  constructor(registry: Registry, app: App, labels: GroupLabels) {
    this.#app = app
    this.#labels = labels
    this.#gauges = gaugesIn(registry)
  }

  /** Looks, unless somebody just has. */
  async refresh(): Promise<void> {
    const now = performance.now()
    if (now - this.#lookedAt >= FRESH_MS) {
      this.#lookedAt = now
      this.#looking = this.#look()
    }
    await this.#looking
  }

  // Without Redis there is nothing to tell, and what was known before is no longer so.
  async #look(): Promise<void> {
    const figures = await soon(() => readFigures(this.#app))
    for (const gauge of Object.values(this.#gauges)) gauge.reset()
    this.#gauges.redisUp.set(figures ? 1 : 0)
    if (figures) this.#show(figures)
  }

  #show(figures: InstanceFigures): void {
    const { jobs, workers, guards, passAgeMs, clockOffsetMs, latencyMs, lanes } = figures
    const gauges = this.#gauges
    for (const [status, number] of Object.entries(jobs)) gauges.jobs.set({ status }, number)
    gauges.workers.set(workers)
    gauges.guards.set(guards)
    if (passAgeMs !== undefined) gauges.passAge.set(passAgeMs / 1_000)
    gauges.clockOffset.set(clockOffsetMs / 1_000)
    gauges.redisLatency.set(latencyMs / 1_000)
    const byLabel = new Map<string, LaneFigures[]>()
    for (const lane of lanes) {
      const label = this.#labels.of(lane.group)
      byLabel.set(label, [...(byLabel.get(label) ?? []), lane])
    }
    for (const [group, own] of byLabel) this.#showGroup(group, own)
  }

  #showGroup(group: string, lanes: readonly LaneFigures[]): void {
    const gauges = this.#gauges
    const sum = (of: (lane: LaneFigures) => number): number => lanes.reduce((total, lane) => total + of(lane), 0)
    for (const name of ['pending', 'released', 'parked', 'running'] as const) {
      gauges[name].set(
        { group },
        sum((lane) => lane[name]),
      )
    }
    for (const status of ['success', 'error', 'missed', 'skipped', 'killed'] as const) {
      gauges.history.set(
        { group, status },
        sum(({ finished }) => finished[status]),
      )
    }
    const ages = lanes.flatMap(({ timetableAgeMs }) => timetableAgeMs ?? [])
    if (ages.length > 0) gauges.timetableAge.set({ group }, Math.max(...ages) / 1_000)
    gauges.horizon.set({ group }, Math.min(...lanes.map(({ horizonMs }) => horizonMs)) / 1_000)
    gauges.waiting.set({ group }, Math.max(...lanes.map(({ waitingMs }) => waitingMs)) / 1_000)
  }
}

async function soon(look: () => Promise<InstanceFigures>): Promise<InstanceFigures | undefined> {
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    late = setTimeout(resolve, WITHIN_MS, undefined)
  })
  try {
    return await Promise.race([look().catch(() => undefined), tooLate])
  } finally {
    clearTimeout(late)
  }
}

function gaugesIn(registry: Registry) {
  const alone = (name: string, help: string) => new Gauge({ registers: [registry], name: `horarium_${name}`, help })
  const labelled = <Label extends string>(name: string, labelNames: readonly Label[], help: string) =>
    new Gauge<Label>({ registers: [registry], name: `horarium_${name}`, help, labelNames: [...labelNames] })
  return {
    redisUp: alone('redis_up', 'Whether Redis answered just now'),
    redisLatency: alone('redis_latency_seconds', 'How long Redis took to answer nothing'),
    clockOffset: alone('clock_offset_seconds', 'How far the hour of Redis is ahead of the one of this machine'),
    workers: alone('workers', 'Processes of the instance that gave a sign of life in the last 15 s'),
    guards: alone('guards', 'What keeps the calendar from starting jobs: pauses, maintenance, environment'),
    passAge: alone('pass_age_seconds', 'Since the last whole pass'),
    jobs: labelled('jobs', ['status'], 'Jobs that are declared: ok, disabled, invalid'),
    pending: labelled('pending', ['group'], 'Entries written ahead that are not due, or wait for an attempt'),
    released: labelled('released', ['group'], 'Entries in the queue that nobody has claimed'),
    parked: labelled('parked', ['group'], 'Entries that wait for another run, or for room'),
    running: labelled('running', ['group'], 'Entries that run now'),
    history: labelled('history', ['group', 'status'], 'Entries that have ended and are kept'),
    timetableAge: labelled('timetable_age_seconds', ['group'], 'Since the timetable was last written ahead'),
    horizon: labelled('timetable_horizon_seconds', ['group'], 'How far ahead it is written each time'),
    waiting: labelled('waiting_seconds', ['group'], 'How long the entry that is due longest has waited to be claimed'),
  }
}
