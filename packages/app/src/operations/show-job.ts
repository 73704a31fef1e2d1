import type { JobValue } from '@horarium/config'
import type { JobDefinition } from '@horarium/core'
import type { Gap } from '@horarium/store'
import type { App } from '../app.js'
import { type JobFigures, readJobFigures } from './job-figures.js'
import { type JobListing, listingOf } from './list-jobs.js'
import { type JobPreview, previewJob } from './preview-job.js'
import { gapsOf } from './report-job.js'

/** A job as a page shows it. */
export interface ShownJob {
  readonly listing: JobListing
  readonly figures: JobFigures | undefined
  /** What counts for each of its leaves, and who says so. */
  readonly values: readonly JobValue[]
  readonly preview: JobPreview
  readonly gaps: readonly Gap[]
}

const NEXT_SHOWN = 10

/** Gathers what a page shows of a job; its entries are a list of their own. */
export async function showJob(app: App, job: JobDefinition): Promise<ShownJob> {
  const { code } = job
  const [listing, figures, gaps] = await Promise.all([
    listingOf(app, job),
    readJobFigures(app, [code]),
    gapsOf(app, code),
  ])
  return {
    listing,
    figures: figures.get(code),
    values: app.configuration().valuesOf(code),
    preview: previewJob(app, job, NEXT_SHOWN),
    gaps,
  }
}
