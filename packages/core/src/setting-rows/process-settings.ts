import type { SettingSpec } from '../setting-spec.js'

/** The processes handlers run in. */
export const PROCESS_SETTINGS: readonly SettingSpec[] = [
  {
    name: 'processes',
    type: 'integer',
    default: '2',
    min: 1,
    max: 256,
    meaning: 'Child processes the runs of the group are spread over on one machine',
  },
  {
    name: 'memory',
    type: 'integer',
    unit: 'MiB',
    default: '0',
    min: 0,
    max: 1_048_576,
    meaning: 'What a child process may use before another takes its place; 0 is no limit',
  },
  {
    name: 'recycle_after',
    type: 'integer',
    unit: 'runs',
    default: '0',
    min: 0,
    max: 1_000_000,
    meaning: 'Runs after which another child process takes the place of one; 0 is never',
  },
  {
    name: 'concurrency_total',
    type: 'integer',
    unit: 'runs',
    default: '0',
    min: 0,
    max: 100_000,
    meaning: 'Runs of the group at once over all machines; 0 is no limit',
  },
  {
    name: 'stop_grace',
    type: 'duration',
    default: '10s',
    meaning: 'How long a run that is stopped may take to end before its process is ended',
  },
  {
    name: 'block_limit',
    type: 'duration',
    default: '30s',
    meaning: 'How long a handler may block its process before that is ended; 0 is no limit',
  },
]
