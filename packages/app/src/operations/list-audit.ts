import { type AuditLine, type AuditRecord, readAuditPages } from '@horarium/store'
import type { App } from '../app.js'

export type { AuditLine, AuditRecord }

/** Which lines of the trail somebody wants to see. */
export interface AuditQuery {
  readonly limit: number
  /** Leaves out what lies elsewhere. */
  readonly path?: string | undefined
  readonly author?: string | undefined
  readonly action?: string | undefined
  /** A text that stands anywhere in the line, in whatever case. */
  readonly search?: string | undefined
  /** Only what was written before this line. */
  readonly before?: string | undefined
}

export interface AuditPage {
  readonly lines: readonly AuditRecord[]
  /** The line to go on before; absent at the end of the trail. */
  readonly next?: string
}

// Nobody waits for a trail of years to be read through; the next page goes on.
const MOST = 10_000

/** Who changed what, newest first; secrets are masked. */
export async function pageAudit({ instance }: App, query: AuditQuery): Promise<AuditPage> {
  const lines: AuditRecord[] = []
  let seen = 0
  for await (const page of readAuditPages(instance, query.before)) {
    for (const line of page) {
      if (fits(line, query)) lines.push(line)
      seen += 1
      if (lines.length === query.limit || seen === MOST) return { lines, next: line.id }
    }
  }
  return { lines }
}

/** The same without a next page. */
export async function listAudit(app: App, query: AuditQuery): Promise<readonly AuditLine[]> {
  return (await pageAudit(app, query)).lines
}

function fits(line: AuditRecord, { path = '', author, action, search = '' }: AuditQuery): boolean {
  if (!line.path.startsWith(path)) return false
  if ((author ?? line.author) !== line.author || (action ?? line.action) !== line.action) return false
  const wanted = search.toLowerCase()
  return [line.path, line.author, line.action, line.before, line.after].some((text) =>
    text?.toLowerCase().includes(wanted),
  )
}
