import type { CalendarSpec } from './calendar-spec.js'
import type { JobPause } from './job-pause.js'
import type { JobPolicy } from './job-policy.js'
import type { Problem } from './problem.js'

/** `ok` runs, `invalid` is quarantined with its problems, `disabled` is known but inactive. */
export type JobStatus = 'ok' | 'invalid' | 'disabled'

/** A parsed, merged, validated job. */
export interface JobDefinition {
  readonly code: string
  readonly group: string
  /** The group its modules declare, where a layer above them moves it to another. */
  readonly movedFrom?: string
  readonly status: JobStatus
  /** When it runs; absent for a job that only people start, and for an invalid schedule. */
  readonly calendar?: CalendarSpec
  /** The effective expression as written (after `config_path`). */
  readonly cronExpr?: string
  readonly configPath?: string
  /** The `model::method` as written. */
  readonly handler: string
  /** The `model::method` that names its targets, as written: an entry for each at every instant. */
  readonly targets?: string
  /** The pause it is in, comes to or came out of. */
  readonly pause?: JobPause
  readonly label?: string
  readonly description?: string
  readonly params: Readonly<Record<string, string>>
  /** Why they cannot be read: each of its entries ends so, before the handler is called. */
  readonly paramsFault?: string
  /** How it is run. */
  readonly policy: JobPolicy
  /** The `Vendor_Name` that declared it. */
  readonly module: string
  readonly file: string
  readonly line: number
  readonly problems: readonly Problem[]
}

// Names every JavaScript object has already: one lookup in a plain object, here or in a handler, and they are found.
const INHERITED = new Set(['__proto__', 'constructor', 'prototype'])
const JOB_CODE = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$/

/** Whether a text may name a job: it becomes part of ids and Redis keys, where `@`, `:` and spaces would be ambiguous. */
export function isJobCode(text: string): boolean {
  return JOB_CODE.test(text) && !INHERITED.has(text)
}

const GROUP_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/

/** Whether a text may name a group: it becomes a Redis hash tag. */
export function isGroupName(text: string): boolean {
  return GROUP_NAME.test(text) && !INHERITED.has(text)
}
