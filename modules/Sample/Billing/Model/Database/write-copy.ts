import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Store } from '@horarium-modules/sample-store'
import { copyName, UNFINISHED } from './copy-name.js'

export interface Copy {
  readonly file: string
  readonly bytes: number
}

/**
 * Writes the store as it is at this moment into a file of its own, by SQLite's own means: a file that is open cannot be
 * copied. Under its name there is only ever a whole copy that was read again and found sound.
 */
export async function writeCopy(store: Store, folder: string, instant: Date): Promise<Copy> {
  const file = join(resolve(folder), copyName(instant))
  const unfinished = file + UNFINISHED
  await mkdir(folder, { recursive: true })
  // What an attempt before this left behind: SQLite writes into no file that is there.
  await rm(unfinished, { force: true })
  store.run('vacuum into ?', unfinished)
  check(store, unfinished)
  const { size } = await stat(unfinished)
  await rename(unfinished, file)
  return { file, bytes: size }
}

function check(store: Store, file: string): void {
  store.run('attach database ? as copy', file)
  try {
    const answers = store.all<{ readonly quick_check: string }>('pragma copy.quick_check')
    const faults = answers.map(({ quick_check }) => quick_check).filter((answer) => answer !== 'ok')
    if (faults.length > 0) throw new Error(`The copy is not sound: ${faults.join('; ')}`)
  } finally {
    store.run('detach database copy')
  }
}
