import { randomBytes } from 'node:crypto'
import { readlink, symlink, unlink } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { HorariumError } from '@horarium/core'
import { identityOf, isAlive } from './process-identity.js'

const LOOK_AGAIN_MS = 10

/**
 * Does the work while no other process that locks `path` does its own. A lock whose holder died is taken over; a
 * living holder is waited for until the signal aborts, then `conflict` is thrown.
 */
export async function withLock<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  await acquire(path, signal)
  try {
    return await work()
  } finally {
    await unlink(path)
  }
}

// The lock is a symbolic link to nowhere: made in one step together with its holder's name, so that nobody ever
// sees a lock without a holder.
async function acquire(path: string, signal: AbortSignal): Promise<void> {
  const ticket = `${identityOf(process.pid)}-${randomBytes(4).toString('hex')}`
  while (!(await isTaken(path, ticket))) {
    const holder = await holderOf(path)
    if (holder !== undefined && !isAlive(holder)) {
      await bury(path, holder, signal)
      continue
    }
    if (signal.aborted) {
      throw new HorariumError('conflict', `${path} is held by process ${holder}, which does not let go of it.`)
    }
    await pause(LOOK_AGAIN_MS)
  }
}

// Two who find the same dead holder must not both remove its lock: the later one would remove the new lock of the
// earlier. So removing is itself done under a lock, named after the dead.
async function bury(path: string, holder: string, signal: AbortSignal): Promise<void> {
  await withLock(`${path}.${holder}`, signal, async () => {
    if ((await holderOf(path)) === holder) await unlink(path)
  })
}

async function isTaken(path: string, ticket: string): Promise<boolean> {
  try {
    await symlink(ticket, path)
    return true
  } catch (refusal) {
    if ((refusal as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw refusal
  }
}

async function holderOf(path: string): Promise<string | undefined> {
  return readlink(path).catch(() => undefined)
}
