import type { Instance } from './instance.js'
import { callScript, loadScript, type ScriptArgument } from './script.js'

/** An admin's change laid over the XML. */
export interface Override {
  readonly path: string
  readonly value: string
  readonly author: string
  /** Epoch ms. */
  readonly at: number
}

/** All overrides, by path. */
export async function readOverrides({ redis, keys }: Instance): Promise<readonly Override[]> {
  const fields = await redis.hgetall(keys.overrides)
  return Object.values(fields)
    .map((text) => JSON.parse(text) as Override)
    .toSorted((a, b) => a.path.localeCompare(b.path))
}

/** Grows with every override; a process that sees it change reads the overrides again. */
export async function readRevision({ redis, keys }: Instance): Promise<number> {
  return Number((await redis.get(keys.revision)) ?? 0)
}

/** The revision, and how often processes were asked to read their files again. */
export interface Revisions {
  readonly revision: number
  readonly reload: number
}

export async function readRevisions({ redis, keys }: Instance): Promise<Revisions> {
  const [revision, reload] = await redis.mget(keys.revision, keys.reload)
  return { revision: Number(revision ?? 0), reload: Number(reload ?? 0) }
}

/** Tells that files have changed: every process looks at its own, and what was written from older ones counts less. */
export async function raiseRevision({ redis, keys }: Instance): Promise<void> {
  await redis.incr(keys.revision)
}

/** Asks every process to read its files again, with a line in the audit trail. */
export async function askReload({ redis, keys }: Instance, by: Pick<AuditLine, 'author' | 'at'>): Promise<void> {
  const fields = auditFields({ ...by, action: 'reload', path: '', before: undefined, after: undefined })
  await redis
    .multi()
    .incr(keys.reload)
    .incr(keys.revision)
    .xadd(keys.audit, '*', ...fields)
    .exec()
}

/** One path of a change: the override's value (`undefined` takes it away), and what the audit trail tells of it. */
export interface OverrideStep {
  readonly path: string
  readonly value: string | undefined
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Overrides that somebody changes together. */
export interface OverrideChange {
  readonly author: string
  /** Epoch ms. */
  readonly at: number
  readonly steps: readonly OverrideStep[]
  /** The revision the change was decided on. */
  readonly revision: number
}

const OVERRIDE = loadScript('override')

/**
 * Changes overrides, each with its line in the audit trail: all of them, or none when the revision has grown
 * meanwhile. Answers whether they were changed.
 */
export async function changeOverrides({ redis, keys }: Instance, change: OverrideChange): Promise<boolean> {
  const answer = await callScript(redis, OVERRIDE, {
    keys: [keys.overrides, keys.revision, keys.audit],
    args: [change.revision, ...change.steps.flatMap((step) => argumentsOf(step, change))],
  })
  return answer !== 0
}

function argumentsOf(
  { path, value, before, after }: OverrideStep,
  { author, at }: OverrideChange,
): readonly ScriptArgument[] {
  const action = value === undefined ? 'reset' : 'set'
  const fields = auditFields({ path, author, at, action, before, after })
  const override = value === undefined ? '' : JSON.stringify({ path, value, author, at } satisfies Override)
  return [path, override, fields.length, ...fields]
}

/** One line of the audit trail. */
export interface AuditLine {
  readonly action: string
  readonly path: string
  readonly author: string
  readonly at: number
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Adds a line to the audit trail for what is changed elsewhere. */
export async function noteChange({ redis, keys }: Instance, line: AuditLine): Promise<void> {
  await redis.xadd(keys.audit, '*', ...auditFields(line))
}

/** A line as the fields of a stream. */
export function auditFields(line: AuditLine): string[] {
  return Object.entries(line).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]))
}
