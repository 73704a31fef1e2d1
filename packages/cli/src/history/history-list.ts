import { FINISHED_STATUSES } from '@horarium/core'
import type { Cli } from '../cli.js'
import { addEntryListing } from '../schedule/entry-listing.js'

/** `history:list`: what has finished, newest first. */
export function addHistoryList(cli: Cli): void {
  addEntryListing(cli, {
    words: {
      signature: 'history:list',
      summary: 'List what has finished, newest first, with how it ended and why',
      heading: 'History:',
      examples: [
        'history:list --job colin_bootstrap_cron --limit 10',
        'history:list --status error,missed --from -24h',
        'history:list --from 2026-01-31 --to 2026-02-01 --json',
      ],
    },
    legal: FINISHED_STATUSES,
    shown: FINISHED_STATUSES,
    empty: 'Nothing has finished that fits. See schedule:list for what is to come.',
  })
}
