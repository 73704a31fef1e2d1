/** The settings of a group. */
export type SettingName =
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
  | 'overlap'
  | 'overlap_max'
  | 'misfire'
  | 'misfire_max'
  | 'timeout'
  | 'retries'
  | 'backoff'
  | 'backoff_type'
  | 'isolation'
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

/** What a setting is: shown by every surface, checked by one parser. */
export interface SettingSpec {
  readonly name: SettingName
  /** A `duration` is minutes unless it names its unit; a `pause` may be empty, which is none, a `maintenance` 0 or 1. */
  readonly type: 'integer' | 'flag' | 'choice' | 'text' | 'duration' | 'pause' | 'maintenance'
  readonly unit?: 'minutes' | 'runs' | 'rows' | 'lanes' | 'instants' | 'MiB'
  readonly default: string
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly string[]
  readonly meaning: string
}
