import { ALERT_KINDS, POLICY_LEAVES, type PolicyLeaf } from '@horarium/core'
import { type Command, Option } from 'commander'

// What follows the option, and what it says.
const WORDS: Readonly<Record<PolicyLeaf, readonly [argument: string, text: string]>> = {
  overlap: ['how', 'while another run of it goes on: skip, queue, allow, cancel_other'],
  overlap_max: ['runs', 'runs of it at once under allow'],
  misfire: ['how', 'instants that passed while nothing ran: run_once, run_all, skip'],
  misfire_max: ['instants', 'how many of them under run_all'],
  timeout: ['duration', 'how long a run may take: 30s, 10m, 2h, 1d or minutes; 0 is no limit'],
  retries: ['count', 'further attempts after one that failed'],
  backoff: ['duration', 'how long after the failure'],
  backoff_type: ['how', 'fixed or exponential'],
  retry_on: ['names', 'only errors of these names, with commas between'],
  isolation: ['how', 'shared, or process: each run has a process of its own'],
  priority: ['number', '-100 to 100, the greatest goes first'],
  manual_only: ['flag', '1: its calendar never starts it'],
  non_production: ['flag', '1: it is run outside production too'],
  on_success: ['codes', 'jobs to be run after each success, with commas between'],
  alert_on: ['kinds', `what of it people are told, with commas between: ${ALERT_KINDS.join(', ')}`],
  alert_tolerance: ['duration', 'how long after a success was to be expected it is overdue'],
  alert_repeat: ['how', 'told again of what goes on: never, daily, weekly, monthly'],
  alert_slow_factor: ['times', 'how many times as long as usual a run may take before it is slow'],
}

/** Adds an option that says what a leaf is to be, `--overlap-max <runs>`, for each leaf of a policy. */
export function addPolicyOptions(command: Command): void {
  for (const leaf of POLICY_LEAVES) {
    const [argument, text] = WORDS[leaf]
    command.option(`${flagOf(leaf)} <${argument}>`, text)
  }
}

/** What was said by them. */
export function policySaid(command: Command): Readonly<Partial<Record<PolicyLeaf, string>>> {
  const said: Partial<Record<PolicyLeaf, string>> = {}
  for (const leaf of POLICY_LEAVES) {
    const value = optionOf(command, leaf)
    if (typeof value === 'string') said[leaf] = value
  }
  return said
}

/** Adds an option that names a leaf, `--overlap-max`, for each leaf of a policy. */
export function addPolicyNames(command: Command): void {
  for (const leaf of POLICY_LEAVES) command.option(flagOf(leaf), `its ${leaf}`)
}

/** The leaves that were named by them. */
export function policyNamed(command: Command): readonly PolicyLeaf[] {
  return POLICY_LEAVES.filter((leaf) => optionOf(command, leaf) === true)
}

function optionOf(command: Command, leaf: PolicyLeaf): unknown {
  return command.getOptionValue(new Option(flagOf(leaf)).attributeName())
}

function flagOf(leaf: PolicyLeaf): string {
  return `--${leaf.replaceAll('_', '-')}`
}
