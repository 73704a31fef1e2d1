import type { Configuration } from '../configuration.js'
import { amiss, fine, type Finding } from './finding.js'

const CHECK = 'modules'

/** Whether all modules, jobs and settings load. */
export function checkModules({ modules, jobs, problems }: Configuration): Finding {
  const found = `${modules.length} modules, ${jobs.length} jobs`
  const errors = problems.filter(({ severity }) => severity === 'error')
  const [first = problems[0]] = errors
  if (first === undefined) return fine(CHECK, found)
  const counts = `${errors.length} errors, ${problems.length - errors.length} warnings`
  const message = `${found}: ${counts}; the first: ${first.message}`
  return amiss(errors.length > 0 ? 'error' : 'warning', CHECK, { message, remedy: 'See horarium validate.' })
}
