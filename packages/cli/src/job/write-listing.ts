import { type App, type JobListing, jobShape, listJobs } from '@horarium/app'
import type { Cli } from '../cli.js'

interface Said {
  readonly code: string
  /** For a person. */
  readonly said: string
  readonly json?: true
}

/** Says what was done to a job, or shows the job as it is now; answers its listing. */
export async function writeListing(
  { terminal }: Cli,
  app: App,
  { code, said, json }: Said,
): Promise<JobListing | undefined> {
  const listing = (await listJobs(app)).find(({ definition }) => definition.code === code)
  if (json && listing) terminal.json(jobShape(listing))
  else terminal.line(said)
  return listing
}
