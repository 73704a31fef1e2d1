/** What a group says of its jobs' policy, and a job of its own by the same name. */
export type PolicyName =
  | 'overlap'
  | 'overlap_max'
  | 'misfire'
  | 'misfire_max'
  | 'timeout'
  | 'retries'
  | 'backoff'
  | 'backoff_type'
  | 'isolation'

/** The settings of a group. */
export type SettingName =
  | PolicyName
  | 'schedule_generate_every'
  | 'schedule_ahead_for'
  | 'schedule_lifetime'
  | 'history_cleanup_every'
  | 'history_success_lifetime'
  | 'history_failure_lifetime'
  | 'history_keep'
  | 'history_max'
  | 'use_separate_process'
  | 'concurrency'
  | 'shards'
  | 'timezone'
  | 'dialect'
  | 'processes'
  | 'memory'
  | 'recycle_after'
  | 'concurrency_total'
  | 'stop_grace'
  | 'block_limit'
  | 'environment_guard'
  | 'maintenance'
  | 'pause'
  | 'poison_crashes'
  | 'poison_failures'
  | 'poison_pause'

/** What a value may be. */
export interface ValueSpec {
  readonly name: string
  /** A `duration` is minutes unless it names its unit; a `pause` may be empty, which is none, a `maintenance` 0 or 1. */
  readonly type: 'integer' | 'flag' | 'choice' | 'text' | 'duration' | 'pause' | 'maintenance'
  readonly unit?: 'minutes' | 'runs' | 'rows' | 'lanes' | 'instants' | 'MiB'
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly string[]
}

/** What a setting is: shown by every surface, checked by one parser. */
export interface SettingSpec extends ValueSpec {
  readonly name: SettingName
  readonly default: string
  readonly meaning: string
}
