import type { Instance } from './instance.js'

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

/** Lays a value over a path, with its line in the audit trail, in one step. */
export async function setOverride(instance: Instance, override: Override, before: string | undefined): Promise<void> {
  const { redis, keys } = instance
  await redis
    .multi()
    .hset(keys.overrides, override.path, JSON.stringify(override))
    .incr(keys.revision)
    .xadd(keys.audit, '*', ...auditFields({ ...override, action: 'set', before, after: override.value }))
    .exec()
}

/** Takes an override away, so that the weaker layers count again. */
export async function resetOverride(
  { redis, keys }: Instance,
  { path, author, at, before }: Omit<Override, 'value'> & { readonly before: string | undefined },
): Promise<void> {
  await redis
    .multi()
    .hdel(keys.overrides, path)
    .incr(keys.revision)
    .xadd(keys.audit, '*', ...auditFields({ path, author, at, action: 'reset', before, after: undefined }))
    .exec()
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

/** The newest lines of the audit trail, newest first. */
export async function readAudit({ redis, keys }: Instance, limit: number): Promise<readonly AuditLine[]> {
  const lines = await redis.xrevrange(keys.audit, '+', '-', 'COUNT', limit)
  return lines.map(([, fields]) => {
    const named = new Map(fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? '']] : [])))
    return {
      action: named.get('action') ?? '',
      path: named.get('path') ?? '',
      author: named.get('author') ?? '',
      at: Number(named.get('at')),
      before: named.get('before'),
      after: named.get('after'),
    }
  })
}

function auditFields(line: AuditLine): string[] {
  return Object.entries(line).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]))
}
