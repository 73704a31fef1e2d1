import { didYouMean, HorariumError, type JobDefinition } from '@horarium/core'
import type { LanePlan } from '@horarium/engine'

/** A job by its code as people type it: `CheckEmail`, `check-email` and `check_email` find the same one. */
export function findJob(jobs: readonly JobDefinition[], typed: string): JobDefinition {
  const exact = jobs.find(({ code }) => code === typed)
  if (exact) return exact
  const words = wordsOf(typed)
  const [alike, ...more] = jobs.filter(({ code }) => wordsOf(code) === words)
  if (alike && more.length === 0) return alike
  const codes = jobs.map(({ code }) => code)
  throw new HorariumError('unknown', `No job '${typed}'.${didYouMean(typed, codes)} See job:list.`)
}

/** The plan a job belongs to. */
export function planOf(plans: ReadonlyMap<string, LanePlan>, code: string): LanePlan {
  for (const plan of plans.values()) if (plan.jobs.has(code)) return plan
  throw new HorariumError('internal', `Job ${code} is in no lane.`)
}

// Where one word ends and the next begins counts: `job_5_55` is not `job_55_5`.
function wordsOf(code: string): string {
  return code
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_.-]+/)
    .join('_')
}
