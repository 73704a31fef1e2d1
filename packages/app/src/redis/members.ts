import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identityOf, isAlive } from './process-identity.js'

/** Writes this process down as a user of the server; answers what strikes it out again. */
export async function addMember(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  // One process may hold several leases.
  const file = join(folder, `${identityOf(process.pid)}-${randomBytes(4).toString('hex')}`)
  await writeFile(file, '')
  return () => rm(file, { force: true })
}

/** Whether a living process still uses the server; strikes out those that died without leaving. */
export async function hasLivingMembers(folder: string): Promise<boolean> {
  const names = await readdir(folder)
  const dead = names.filter((name) => !isAlive(name))
  for (const name of dead) await rm(join(folder, name), { force: true })
  return names.length > dead.length
}
