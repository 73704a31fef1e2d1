import type { AlertPolicy } from './alert-kind.js'

/** What becomes of an entry that comes due while another run of its job (and target) is alive. */
export const OVERLAPS = ['skip', 'queue', 'allow', 'cancel_other'] as const
export type Overlap = (typeof OVERLAPS)[number]

/** What becomes of instants that passed while nothing ran: the newest runs, all run, none does. */
export const MISFIRES = ['run_once', 'run_all', 'skip'] as const
export type Misfire = (typeof MISFIRES)[number]

export const BACKOFFS = ['fixed', 'exponential'] as const
export type Backoff = (typeof BACKOFFS)[number]

/** `shared` = in a child process beside other runs; `process` = in a fresh one that ends with the run. */
export const ISOLATIONS = ['shared', 'process'] as const
export type Isolation = (typeof ISOLATIONS)[number]

export interface RetryPolicy {
  /** Further attempts after the first; 0 = none. */
  readonly retries: number
  readonly backoff: Backoff
  /** Before the second attempt; `exponential` doubles it each time. Spread by a fifth in either direction. */
  readonly backoffMs: number
  /** Names of errors that are retried; empty = every error. */
  readonly retryOn: readonly string[]
}

/** How a job is run, resolved: its own nodes, else its group's settings, else the defaults. */
export interface JobPolicy {
  readonly overlap: Overlap
  /** Runs at once under `allow`. */
  readonly overlapMax: number
  readonly misfire: Misfire
  /** Instants caught up under `run_all`, the newest. */
  readonly misfireMax: number
  /** 0 = none. */
  readonly timeoutMs: number
  readonly retry: RetryPolicy
  readonly isolation: Isolation
  /** Of entries that wait in one lane the greatest goes first. */
  readonly priority: number
  /** Its calendar never starts it; people and other jobs may. */
  readonly manualOnly: boolean
  /** Whether it runs although the environment guard is on and this is not production. */
  readonly outsideProduction: boolean
  /** Jobs to be run after each success. */
  readonly onSuccess: readonly string[]
  readonly alert: AlertPolicy
}

/** What counts where neither job nor group says anything. */
export const DEFAULT_POLICY: JobPolicy = {
  overlap: 'skip',
  overlapMax: 10,
  misfire: 'run_once',
  misfireMax: 100,
  timeoutMs: 86_400_000,
  retry: { retries: 0, backoff: 'fixed', backoffMs: 60_000, retryOn: [] },
  isolation: 'shared',
  priority: 0,
  manualOnly: false,
  outsideProduction: false,
  onSuccess: [],
  alert: {
    on: ['failed', 'missed', 'overdue', 'poisoned', 'recovered'],
    toleranceMs: 3_600_000,
    repeat: 'never',
    slowFactor: 3,
  },
}
