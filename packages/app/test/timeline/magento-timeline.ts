import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A job as a scenario declares it. */
export interface OracleJob {
  readonly code: string
  readonly area?: 'crontab' | 'default'
  readonly cron_expr?: string
  readonly config_path?: string
  readonly model: string | null
}

export interface OracleRow {
  readonly id: number
  readonly job: string
  readonly status: string
  /** Instants as the shop's database has them: UTC, `2026-03-05 09:50:00`. */
  readonly scheduled_at: string
  readonly executed_at: string | null
}

/** One run of `cron.php`, and what it did to the table. */
export interface OracleTick {
  readonly at: string
  readonly mode?: 'default' | 'always'
  readonly exit: number
  /** Whether an error page went to standard output. */
  readonly printed: boolean
  /** Replaces the declaration just before this tick. */
  readonly jobs?: readonly OracleJob[]
  readonly ran: readonly { readonly id: number }[]
  readonly added_or_changed: readonly OracleRow[]
  readonly deleted: readonly number[]
}

export interface Scenario {
  readonly name: string
  readonly timezone: string
  readonly settings: Readonly<Record<string, number>>
  readonly config_values?: Readonly<Record<string, string>>
  readonly jobs: readonly OracleJob[]
  readonly ticks: readonly OracleTick[]
}

/** What a Magento 1 shop did, tick by tick, under a faked clock. */
export function readScenarios(): readonly Scenario[] {
  const file = join(import.meta.dirname, 'magento1-timeline.json.gz')
  const { scenarios } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as { scenarios: Scenario[] }
  return scenarios
}

export function instantOf(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`)
}
