/** How a leaf of a job's policy is written: one of some words, or a text. */
export interface LeafLook {
  readonly leaf: string
  readonly choices?: readonly string[]
}

/** The leaves that say how a job is run, in the order people think of them. */
export const POLICY_LOOKS: readonly LeafLook[] = [
  { leaf: 'overlap', choices: ['skip', 'queue', 'allow', 'cancel_other'] },
  { leaf: 'overlap_max' },
  { leaf: 'misfire', choices: ['run_once', 'run_all', 'skip'] },
  { leaf: 'misfire_max' },
  { leaf: 'timeout' },
  { leaf: 'retries' },
  { leaf: 'backoff' },
  { leaf: 'backoff_type', choices: ['fixed', 'exponential'] },
  { leaf: 'retry_on' },
  { leaf: 'isolation', choices: ['shared', 'process'] },
  { leaf: 'priority' },
  { leaf: 'manual_only', choices: ['0', '1'] },
  { leaf: 'non_production', choices: ['0', '1'] },
  { leaf: 'on_success' },
  { leaf: 'alert_on' },
  { leaf: 'alert_tolerance' },
  { leaf: 'alert_repeat', choices: ['never', 'daily', 'weekly', 'monthly'] },
  { leaf: 'alert_slow_factor' },
]
