import { type JobDefinition, jobPath, pauseReason, type Problem } from '@horarium/core'
import type { App } from '../app.js'
import type { Configuration } from '../configuration.js'
import { isPoisoned } from './pause-poisoned.js'

/** Something to be mended, and the job it concerns. */
export interface ProblemListing extends Problem {
  readonly job?: JobDefinition
}

/** Everything that is wrong with modules, settings and jobs, and the jobs that are paused as they fail: errors first. */
export function listProblems(app: App): readonly ProblemListing[] {
  const configuration = app.configuration()
  const { jobs, problems } = configuration
  const jobOf = new Map(jobs.flatMap((job) => job.problems.map((problem) => [problem, job] as const)))
  const declared = problems.map((problem) => withJob(problem, jobOf.get(problem)))
  return [...declared, ...poisonProblems(configuration, app.clock.now())].toSorted(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  )
}

/** How many of each there are. */
export function countProblems(app: App): Readonly<Record<Problem['severity'], number>> {
  const configuration = app.configuration()
  const all = [...configuration.problems, ...poisonProblems(configuration, app.clock.now())]
  const errors = all.filter(({ severity }) => severity === 'error').length
  return { error: errors, warning: all.length - errors }
}

function poisonProblems({ jobs }: Configuration, now: number): readonly ProblemListing[] {
  return jobs.flatMap((job) => {
    const { code, file, line, pause } = job
    if (!pause || !isPoisoned(job, now)) return []
    const message = `job ${code} is ${pauseReason(pause)}`
    const remedy = 'See why its last runs failed; job:resume ends the pause.'
    return [{ severity: 'error', file, line, path: jobPath(code, 'pause'), message, remedy, job }]
  })
}

function withJob(problem: Problem, job: JobDefinition | undefined): ProblemListing {
  return job ? { ...problem, job } : problem
}
