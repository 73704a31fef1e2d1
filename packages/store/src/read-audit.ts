import type { Instance } from './instance.js'
import type { AuditLine } from './overrides.js'

/** A line of the audit trail as it is kept. */
export interface AuditRecord extends AuditLine {
  /** Its place in the trail. */
  readonly id: string
}

const PAGE = 500

/** The newest lines of the audit trail, newest first. */
export async function readAudit(instance: Instance, limit: number): Promise<readonly AuditLine[]> {
  return (await readLines(instance, '+', limit)).map(([, line]) => line)
}

/** The whole audit trail page by page, newest first; from what was written before a line on. */
export async function* readAuditPages(
  instance: Instance,
  before: string | undefined,
): AsyncGenerator<readonly AuditRecord[]> {
  let end = before === undefined ? '+' : `(${before}`
  for (;;) {
    const page = (await readLines(instance, end, PAGE)).map(([id, line]) => ({ id, ...line }))
    const last = page.at(-1)
    if (!last) return
    yield page
    end = `(${last.id}`
  }
}

async function readLines(
  { redis, keys }: Instance,
  end: string,
  limit: number,
): Promise<readonly (readonly [id: string, line: AuditLine])[]> {
  const lines = await redis.xrevrange(keys.audit, end, '-', 'COUNT', limit)
  return lines.map(([id, fields]) => [id, lineOf(fields)])
}

function lineOf(fields: readonly string[]): AuditLine {
  const named = new Map(fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? '']] : [])))
  return {
    action: named.get('action') ?? '',
    path: named.get('path') ?? '',
    author: named.get('author') ?? '',
    at: Number(named.get('at')),
    before: named.get('before'),
    after: named.get('after'),
  }
}
