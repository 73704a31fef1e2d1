import { ALERT_KINDS, type AlertKind } from '@horarium/core'

/** What can be wrong with a job: every kind of alert but the good one. */
export type ConditionKind = Exclude<AlertKind, 'recovered'>
export const CONDITION_KINDS: readonly ConditionKind[] = ALERT_KINDS.filter((kind) => kind !== 'recovered')

/** A job, or one of its targets. */
export interface Subject {
  readonly jobCode: string
  readonly target?: string
}

/** Something that is wrong, from when it was noticed until a success ends it. Instants are epoch ms. */
export interface Condition extends Subject {
  readonly kind: ConditionKind
  readonly group: string
  readonly since: number
  /** When it happened last. */
  readonly at: number
  readonly reason: string
  readonly entryId?: string
  /** When people were told last. */
  readonly told: Told
}

/** That people were told: by which message, through which channels. */
export interface Told {
  readonly at: number
  readonly message: string
  readonly channels: readonly string[]
}

/** Names a subject in Redis: the job code, and its target after a `~`, as in the ids of its entries. */
export function subjectKey({ jobCode, target }: Subject): string {
  return target === undefined ? jobCode : `${jobCode}~${target}`
}

/** Names a condition in Redis. */
export function conditionField(condition: Subject & Pick<Condition, 'kind'>): string {
  return `${condition.kind} ${subjectKey(condition)}`
}

/** Reads what was written of a condition. */
export function parseCondition(text: string): Condition {
  return JSON.parse(text) as Condition
}
