import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { ProcessIdentity } from './process-identity.js'

/** What a project remembers of its embedded server. */
export interface ServerRecord {
  /** Which folder it was written in: a copied project brings along a record that is not its own. */
  readonly home: string
  readonly socket: string
  /** Missing between the decision to start one and its start. */
  readonly server?: ProcessIdentity
}

/** Reads the record; one that cannot be read counts as none. */
export function readRecord(file: string): ServerRecord | undefined {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<ServerRecord> | null
    if (typeof found?.socket !== 'string' || typeof found.home !== 'string') return undefined
    return { ...found, home: found.home, socket: found.socket }
  } catch {
    return undefined
  }
}

/** Writes the record in one step, without yielding: a server must not be alive and unknown. */
export function writeRecord(file: string, record: ServerRecord): void {
  const draft = `${file}.new`
  writeFileSync(draft, JSON.stringify(record))
  renameSync(draft, file)
}

export function forgetRecord(file: string): void {
  rmSync(file, { force: true })
}
