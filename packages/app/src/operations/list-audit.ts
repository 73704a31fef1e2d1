import { type AuditLine, readAudit } from '@horarium/store'
import type { App } from '../app.js'

export type { AuditLine }

/** Who changed what, newest first; secrets are masked. `path` leaves out what lies elsewhere. */
export async function listAudit(
  { instance }: App,
  { limit, path = '' }: { readonly limit: number; readonly path?: string },
): Promise<readonly AuditLine[]> {
  const lines = await readAudit(instance, path === '' ? limit : MOST)
  return lines.filter((line) => line.path.startsWith(path)).slice(0, limit)
}

const MOST = 10_000
