import type { SettingSpec } from '../setting-spec.js'

/** What keeps entries from being run. */
export const GUARD_SETTINGS: readonly SettingSpec[] = [
  {
    name: 'environment_guard',
    type: 'flag',
    default: '0',
    meaning: 'Outside production only jobs that opt in by non_production are run',
  },
  {
    name: 'maintenance',
    type: 'maintenance',
    default: '0',
    meaning: 'Nothing of the group is written ahead, released or run until this is 0 again',
  },
  {
    name: 'pause',
    type: 'pause',
    default: '',
    meaning: 'A time in which nothing of the group is run: an ISO 8601 interval and a note',
  },
  {
    name: 'poison_crashes',
    type: 'integer',
    unit: 'runs',
    default: '5',
    min: 0,
    max: 1_000,
    meaning: 'Runs of a job in a row that end their process before the job is paused; 0 is never',
  },
  {
    name: 'poison_failures',
    type: 'integer',
    unit: 'runs',
    default: '0',
    min: 0,
    max: 100_000,
    meaning: 'Failures of a job in a row before the job is paused; 0 is never',
  },
  {
    name: 'poison_pause',
    type: 'duration',
    default: '1h',
    meaning: 'How long such a job is paused',
  },
]
