import { STATUSES } from '@horarium/core'
import type { Cli } from '../cli.js'
import { addEntryListing } from './entry-listing.js'

/** `schedule:list`: the timetable, what is to come and what is running. */
export function addScheduleList(cli: Cli): void {
  addEntryListing(cli, {
    words: {
      signature: 'schedule:list',
      summary: 'List the timetable: what is running and what is written down to come, earliest first',
      heading: 'Timetable:',
      examples: [
        'schedule:list',
        'schedule:list --job colin_bootstrap_cron --to +10m',
        'schedule:list --status all --limit 200 --json',
      ],
      details: 'Finished entries are shown when --status names them; history:list shows nothing else.',
    },
    legal: STATUSES,
    shown: ['running', 'pending'],
    empty: 'Nothing is written down that fits. A running start, worker or cron:run writes the timetable.',
  })
}
