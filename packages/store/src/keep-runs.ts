import type { Lane } from './lane.js'
import { callScript, loadScript, type ScriptArgument } from './script.js'

const EXTEND = loadScript('extend')
const NOTE = loadScript('note')

export interface OwnedRun {
  readonly id: string
  readonly token: string
}

/** Extends the leases of a worker's runs to `leaseEnd` (epoch ms); answers the ids whose lease was lost. */
export async function extendLeases(
  lane: Lane,
  runs: readonly OwnedRun[],
  leaseEnd: number,
): Promise<readonly string[]> {
  if (runs.length === 0) return []
  const answer = await callScript(lane.redis, EXTEND, {
    keys: [lane.keys.running, ...runs.map(({ id }) => lane.keys.entry(id))],
    args: [leaseEnd, ...runs.flatMap(({ id, token }) => [id, token])],
  })
  return answer as string[]
}

/** What a run has said since it was last noted. */
export interface RunNote {
  readonly log: string
  readonly message?: string
  readonly progress?: number
}

/** Keeps a run's log, message and progress while it still runs; answers whether the run still owns its entry. */
export async function noteRun(lane: Lane, { id, token }: OwnedRun, note: RunNote): Promise<boolean> {
  const fields: ScriptArgument[] = []
  if (note.message !== undefined) fields.push('message', note.message)
  if (note.progress !== undefined) fields.push('progress', note.progress)
  const answer = await callScript(lane.redis, NOTE, {
    keys: [lane.keys.entry(id), lane.keys.log(id)],
    args: [token, note.log, ...fields],
  })
  return answer === 1
}
