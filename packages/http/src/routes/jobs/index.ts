import type { ServiceParts } from '../../service.js'
import { changeJobRoutes } from './change-job.js'
import { holdJobRoutes } from './hold-job.js'
import { listJobsRoute } from './list-jobs.js'
import { showJobRoute } from './show-job.js'
import { startJobRoute } from './start-job.js'

/** Everything about jobs. */
export function jobRoutes(parts: ServiceParts): void {
  for (const add of [listJobsRoute, showJobRoute, changeJobRoutes, holdJobRoutes, startJobRoute]) add(parts)
}
