import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type Calling, horarium, type Running } from './horarium.js'

const UNPACKED = join(import.meta.dirname, '../../../../.horarium/redis/unpacked')

/** Lends a project the Redis binary that the repository has unpacked, so that it need not fetch its own. */
export function lendRedis(project: string): void {
  const home = join(project, '.horarium/redis')
  mkdirSync(home, { recursive: true })
  if (existsSync(UNPACKED)) symlinkSync(UNPACKED, join(home, 'unpacked'))
}

/** The process of a project's embedded server, as its record has it. */
export function embeddedPid(project: string): number {
  const record = readFileSync(join(project, '.horarium/redis/server.json'), 'utf8')
  return Number.parseInt((JSON.parse(record) as { readonly server: string }).server, 10)
}

/** Ends what a failed test has left behind: whoever joins a server last stops it when it leaves. */
export async function leaveNoServer(calling: Calling, starts: readonly Running[]): Promise<void> {
  for (const { child } of starts) child.kill('SIGKILL')
  await Promise.all(starts.map(({ ended }) => ended))
  await horarium(calling, 'health')
}
