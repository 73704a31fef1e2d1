import type { KillOrder } from './kill-run.js'
import type { Lane } from './lane.js'
import { callScript, loadScript, type ScriptArgument } from './script.js'

const EXTEND = loadScript('extend')
const NOTE = loadScript('note')

export interface OwnedRun {
  readonly id: string
  readonly token: string
}

/** Runs that do not simply go on. */
export interface ExtendedLeases {
  /** Those whose lease was lost. */
  readonly lost: readonly string[]
  /** Those that somebody wants to end, by id. */
  readonly kills: ReadonlyMap<string, KillOrder>
}

/** Extends the leases of a worker's runs to `leaseEnd`; instants are epoch ms. */
export async function extendLeases(
  lane: Lane,
  runs: readonly OwnedRun[],
  { now, leaseEnd }: { readonly now: number; readonly leaseEnd: number },
): Promise<ExtendedLeases> {
  if (runs.length === 0) return { lost: [], kills: new Map() }
  const answer = (await callScript(lane.redis, EXTEND, {
    keys: [lane.keys.running, ...runs.map(({ id }) => lane.keys.entry(id))],
    args: [now, leaseEnd, ...runs.flatMap(({ id, token }) => [id, token])],
  })) as readonly (readonly string[])[]
  const lost = answer.filter(({ length }) => length === 1).map(([id = '']) => id)
  const asked = answer.filter(({ length }) => length > 1)
  const kills = asked.map(([id = '', by = '', why = '', force]) => [id, { by, why, force: force === '1' }] as const)
  return { lost, kills: new Map(kills) }
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
