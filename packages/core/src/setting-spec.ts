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
  | 'alert_on'
  | 'alert_tolerance'
  | 'alert_repeat'
  | 'alert_slow_factor'

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

/** The settings of the whole instance. */
export type InstanceSettingName =
  | 'health_pass_limit'
  | 'alert_mail_url'
  | 'alert_mail_from'
  | 'alert_mail_to'
  | 'alert_webhook_url'
  | 'alert_webhook_secret'
  | 'alert_webhook_private'
  | 'alert_command'
  | 'alert_log'
  | 'alert_ping_url'
  | 'log_level'

/** What a value may be. */
export interface ValueSpec {
  readonly name: string
  /**
   * A `duration` is minutes unless it names its unit; a `maintenance` may be 0 or 1; `choices` are several, or none. A
   * `pause`, a `url`, a `command` (words, or a JSON array of them) and `levels` may be empty, which is none.
   */
  readonly type:
    | 'integer'
    | 'flag'
    | 'choice'
    | 'choices'
    | 'text'
    | 'duration'
    | 'pause'
    | 'maintenance'
    | 'url'
    | 'command'
    | 'levels'
  readonly unit?: 'minutes' | 'runs' | 'rows' | 'lanes' | 'instants' | 'MiB'
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly string[]
  /** Of a `url`. */
  readonly schemes?: readonly string[]
  /** A `text` that may be empty. */
  readonly optional?: true
  /** Never shown whole. */
  readonly secret?: true
}

/** What a setting is: shown by every surface, checked by one parser. */
export interface SettingSpec extends KnownSpec {
  readonly name: SettingName
}

/** The same of a setting no group has of its own. */
export interface InstanceSpec extends KnownSpec {
  readonly name: InstanceSettingName
}

export interface KnownSpec extends ValueSpec {
  readonly default: string
  readonly meaning: string
  /** No override may say it: it names code, or opens what a person with access to files keeps closed. */
  readonly filesOnly?: true
}
