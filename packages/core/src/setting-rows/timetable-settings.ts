import { DIALECTS } from '../calendar-spec.js'
import type { SettingSpec } from '../setting-spec.js'

const YEAR_MINUTES = 525_600

/**
 * The timetable, its history and its lanes. Names and meanings are Magento's where Magento has them; the two history
 * defaults are Horarium's own (Magento 1 ships 60 and 600, too short for a report page).
 */
export const TIMETABLE_SETTINGS: readonly SettingSpec[] = [
  {
    name: 'schedule_generate_every',
    type: 'integer',
    unit: 'minutes',
    default: '15',
    min: 1,
    max: YEAR_MINUTES,
    meaning: 'How often the timetable is written ahead',
  },
  {
    name: 'schedule_ahead_for',
    type: 'integer',
    unit: 'minutes',
    default: '20',
    min: 1,
    max: YEAR_MINUTES,
    meaning: 'How far ahead the timetable is written; never less than schedule_generate_every',
  },
  {
    name: 'schedule_lifetime',
    type: 'integer',
    unit: 'minutes',
    default: '15',
    min: 1,
    max: YEAR_MINUTES,
    meaning: 'How late an entry may still start; later it is missed',
  },
  {
    name: 'history_cleanup_every',
    type: 'integer',
    unit: 'minutes',
    default: '10',
    min: 1,
    max: YEAR_MINUTES,
    meaning: 'How often finished entries are purged',
  },
  {
    name: 'history_success_lifetime',
    type: 'integer',
    unit: 'minutes',
    default: '1440',
    min: 0,
    max: 10 * YEAR_MINUTES,
    meaning: 'How long a success is kept after it finished',
  },
  {
    name: 'history_failure_lifetime',
    type: 'integer',
    unit: 'minutes',
    default: '21600',
    min: 0,
    max: 10 * YEAR_MINUTES,
    meaning: 'How long error, missed, skipped and killed are kept after they finished',
  },
  {
    name: 'history_keep',
    type: 'integer',
    unit: 'runs',
    default: '10',
    min: 0,
    max: 10_000,
    meaning: 'The newest N finished entries of each job are kept whatever their age',
  },
  {
    name: 'history_max',
    type: 'integer',
    unit: 'rows',
    default: '1000000',
    min: 1_000,
    max: 100_000_000,
    meaning: 'Finished entries one lane may hold; beyond it the oldest go first, with a warning',
  },
  {
    name: 'use_separate_process',
    type: 'flag',
    default: '0',
    meaning: 'Run the group in processes of its own',
  },
  {
    name: 'concurrency',
    type: 'integer',
    unit: 'runs',
    default: '8',
    min: 1,
    max: 10_000,
    meaning: 'Runs of the group at once in one process',
  },
  {
    name: 'shards',
    type: 'integer',
    unit: 'lanes',
    default: '1',
    min: 1,
    max: 1_024,
    meaning: 'Lanes the group is spread over',
  },
  {
    name: 'timezone',
    type: 'text',
    default: 'UTC',
    meaning: 'Zone of expressions whose job names none, an IANA name',
  },
  {
    name: 'dialect',
    type: 'choice',
    default: 'standard',
    choices: DIALECTS,
    meaning: 'How expressions are read when their job does not say',
  },
]
