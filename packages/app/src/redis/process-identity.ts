import { existsSync, readFileSync } from 'node:fs'

/** A process and when it began, as `<pid>-<start>`: pids are reused, and a restarted container reuses them at once. */
export type ProcessIdentity = `${number}-${string}`

// Where there is no /proc the start is unknown and the pid alone must do.
const UNKNOWN_START = 'x'
const HAS_PROC = existsSync('/proc/self/stat')
// Fields of /proc/<pid>/stat counted after the program's name, which may itself hold spaces and brackets.
const STATE_FIELD = 0
const START_FIELD = 19

/** The identity of a process; that of a dead one is taken by nobody alive. */
export function identityOf(pid: number): ProcessIdentity {
  return `${pid}-${statOf(pid)?.start ?? UNKNOWN_START}`
}

/** Whether the text begins with the identity of a process that still runs; a zombie does not. */
export function isAlive(identity: string): boolean {
  const [, pidText, start] = /^(\d+)-(\w+)/.exec(identity) ?? []
  const pid = Number(pidText)
  if (!(pid > 0) || !hasProcess(pid)) return false
  if (!HAS_PROC) return true
  const stat = statOf(pid)
  return stat !== undefined && stat.start === start && !/[ZX]/.test(stat.state)
}

/** Whether the identity cannot be mistaken for a later process with the same pid. */
export function isCertain(identity: ProcessIdentity): boolean {
  return !identity.endsWith(`-${UNKNOWN_START}`)
}

function hasProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (refusal) {
    return (refusal as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function statOf(pid: number): { readonly state: string; readonly start: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[STATE_FIELD] ?? '', start: fields[START_FIELD] ?? UNKNOWN_START }
  } catch {
    return undefined
  }
}
