import { isHeld } from '@horarium/alerts'
import { readDeadlines } from '@horarium/store'
import { watchedJobs } from '../alerting/watched-jobs.js'
import type { App } from '../app.js'
import { listOpenAlerts } from './alerts.js'

/** A job of which a success was to be expected that has not come. Instants are epoch ms. */
export interface OverdueJob {
  readonly jobCode: string
  readonly label?: string
  readonly since: number
}

const MOST = 1_000

/** The jobs that are overdue: those people were told of, and those whose deadline has passed since; the first first. */
export async function listOverdue(app: App): Promise<readonly OverdueJob[]> {
  const now = app.clock.now()
  const { jobs } = watchedJobs(app.plans())
  const [{ open }, passed] = await Promise.all([listOpenAlerts(app), readDeadlines(app.instance, now, MOST)])
  const told = open.filter(({ kind }) => kind === 'overdue').map(({ jobCode, since }) => [jobCode, since] as const)
  return [...new Map([...passed, ...told])]
    .flatMap(([jobCode, since]): readonly OverdueJob[] => {
      const job = jobs.get(jobCode)
      if (!job || isHeld(job, now)) return []
      return [{ jobCode, since, ...(job.label === undefined ? {} : { label: job.label }) }]
    })
    .toSorted((a, b) => a.since - b.since)
}
