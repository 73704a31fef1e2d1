import { ALERT_KINDS, ALERT_REPEATS } from '../alert-kind.js'
import { formatDuration } from '../duration.js'
import { BACKOFFS, DEFAULT_POLICY, ISOLATIONS, MISFIRES, OVERLAPS } from '../job-policy.js'
import type { PolicyName, SettingSpec } from '../setting-spec.js'

interface PolicySpec extends SettingSpec {
  readonly name: PolicyName
}

const { overlap, overlapMax, misfire, misfireMax, timeoutMs, retry, isolation, alert } = DEFAULT_POLICY

/** How a job of the group is run when it does not say. */
export const POLICY_SETTINGS: readonly PolicySpec[] = [
  {
    name: 'overlap',
    type: 'choice',
    default: overlap,
    choices: OVERLAPS,
    meaning: 'What becomes of an entry that comes due while another run of its job goes on',
  },
  {
    name: 'overlap_max',
    type: 'integer',
    unit: 'runs',
    default: String(overlapMax),
    min: 1,
    max: 1_000,
    meaning: 'Runs of one job at once where overlap is allow',
  },
  {
    name: 'misfire',
    type: 'choice',
    default: misfire,
    choices: MISFIRES,
    meaning: 'What becomes of the instants that passed while nothing ran',
  },
  {
    name: 'misfire_max',
    type: 'integer',
    unit: 'instants',
    default: String(misfireMax),
    min: 1,
    max: 10_000,
    meaning: 'Instants made up for where misfire is run_all, the newest',
  },
  {
    name: 'timeout',
    type: 'duration',
    default: formatDuration(timeoutMs),
    meaning: 'How long a run may take; 0 is as long as it likes',
  },
  {
    name: 'retries',
    type: 'integer',
    default: String(retry.retries),
    min: 0,
    max: 100,
    meaning: 'Further attempts after one that failed',
  },
  {
    name: 'backoff',
    type: 'duration',
    default: formatDuration(retry.backoffMs),
    meaning: 'How long after a failure the next attempt is made',
  },
  {
    name: 'backoff_type',
    type: 'choice',
    default: retry.backoff,
    choices: BACKOFFS,
    meaning: 'Whether each further attempt waits as long (fixed) or twice as long (exponential)',
  },
  {
    name: 'isolation',
    type: 'choice',
    default: isolation,
    choices: ISOLATIONS,
    meaning: 'Whether a run shares its process with others or has one of its own',
  },
  {
    name: 'alert_on',
    type: 'choices',
    default: alert.on.join(','),
    choices: ALERT_KINDS,
    meaning: 'What of its runs people are told',
  },
  {
    name: 'alert_tolerance',
    type: 'duration',
    default: formatDuration(alert.toleranceMs),
    meaning: 'How long after the time at which a success was to be expected its job is overdue',
  },
  {
    name: 'alert_repeat',
    type: 'choice',
    default: alert.repeat,
    choices: ALERT_REPEATS,
    meaning: 'How often people are told again of what goes on',
  },
  {
    name: 'alert_slow_factor',
    type: 'integer',
    default: String(alert.slowFactor),
    min: 1,
    max: 1_000,
    meaning: 'How many times as long as usual a run may take before it is slow',
  },
]
