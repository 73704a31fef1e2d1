import { appendFile, mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Schedule } from '@horarium/sdk'

const DEFAULT_LOG_FILE = '.horarium/log/cron.log'

/** The handler of `colin_bootstrap_cron`: says, in the run's log and in a file, that cron has run. */
export default class Cron {
  /** Parameter `log_file`: where the line goes, relative to the working directory. */
  async runCustomCronJob(schedule: Schedule): Promise<void> {
    schedule.log.info('Cron has run.')
    const file = resolve(schedule.params['log_file'] || DEFAULT_LOG_FILE)
    await mkdir(dirname(file), { recursive: true })
    // The entry's own instant: when the run really started is in its record, by the store's clock.
    await appendFile(file, `${schedule.scheduledAt.toISOString()} Cron has run.\n`)
  }
}
