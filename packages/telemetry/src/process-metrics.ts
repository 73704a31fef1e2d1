import type { App } from '@horarium/app'
import { FINISHED_STATUSES, groupOf, parseEntryId } from '@horarium/core'
import type { LaneNews } from '@horarium/store'
import { Counter, Histogram, type Registry } from 'prom-client'
import type { GroupLabels } from './group-labels.js'

const LATENESS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900]
const DURATION_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600]

/** Counts what this process does, from the news of its lanes; answers what ends it. */
export function addProcessMetrics(registry: Registry, app: App, labels: GroupLabels): () => void {
  const count = countersIn(registry)
  addChildEnds(registry, app)
  for (const lane of app.plans().keys()) beginAtZero(count, labels.of(groupOf(lane)))
  return app.listen((lane, news) => {
    note(count, labels.of(groupOf(lane.name)), news)
  })
}

// An increase is seen only from a figure that was there before: the first one missed is one to be told of.
function beginAtZero(count: Counters, group: string): void {
  for (const name of ['written', 'released', 'rereleased', 'started', 'retried'] as const) count[name].inc({ group }, 0)
  for (const status of FINISHED_STATUSES) {
    count.ended.inc({ group, status }, 0)
    count.purged.inc({ group, status }, 0)
  }
}

type Counters = ReturnType<typeof countersIn>

function countersIn(registry: Registry) {
  const common = { registers: [registry], labelNames: ['group'] as const }
  const byStatus = { registers: [registry], labelNames: ['group', 'status'] as const }
  return {
    written: new Counter({ ...common, name: 'horarium_written_total', help: 'Entries written ahead by this process' }),
    released: new Counter({
      ...common,
      name: 'horarium_released_total',
      help: 'Entries released to the queue by this process',
    }),
    rereleased: new Counter({
      ...common,
      name: 'horarium_rereleased_total',
      help: 'Entries sent to the queue again because nobody claimed them',
    }),
    started: new Counter({ ...common, name: 'horarium_started_total', help: 'Attempts begun by this process' }),
    retried: new Counter({
      ...common,
      name: 'horarium_retried_total',
      help: 'Failed attempts that are followed by another, as ended by this process',
    }),
    ended: new Counter({
      ...byStatus,
      name: 'horarium_entries_total',
      help: 'Entries ended by this process, by status',
    }),
    purged: new Counter({
      ...byStatus,
      name: 'horarium_purged_total',
      help: 'Entries of the history purged by this process',
    }),
    lateness: new Histogram({
      ...common,
      buckets: LATENESS_SECONDS,
      name: 'horarium_lateness_seconds',
      help: 'From the instant an entry was scheduled at to the begin of its first attempt',
    }),
    duration: new Histogram({
      ...common,
      buckets: DURATION_SECONDS,
      name: 'horarium_run_duration_seconds',
      help: 'How long attempts took that ended their entry',
    }),
  }
}

function note(count: Counters, group: string, news: LaneNews): void {
  switch (news.is) {
    case 'generated':
      return count.written.inc({ group }, news.instants.length)
    case 'released':
    case 'rereleased':
      return count[news.is].inc({ group }, news.ids.length)
    case 'started':
      count.started.inc({ group })
      if (news.attempt > 1) return
      return count.lateness.observe({ group }, seconds(Math.max(0, news.at - parseEntryId(news.id).scheduledAt)))
    case 'retried':
      return count.retried.inc({ group })
    case 'ended':
      count.ended.inc({ group, status: news.status })
      if (news.durationMs !== undefined) count.duration.observe({ group }, seconds(news.durationMs))
      return
    case 'purged':
      return count.purged.inc({ group, status: news.status }, news.count)
  }
}

// Counted by the crews: asked for when somebody looks.
function addChildEnds(registry: Registry, app: App): void {
  const name = 'horarium_children_ended_total'
  const help = 'Child processes of this one that ended: died, or replaced when their runs were over'
  const ends = new Counter({
    name,
    help,
    registers: [registry],
    labelNames: ['how'],
    collect() {
      this.reset()
      for (const [how, number] of Object.entries(app.childEnds())) this.inc({ how }, number)
    },
  })
  ends.reset()
}

function seconds(ms: number): number {
  return ms / 1_000
}
