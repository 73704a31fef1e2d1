import { entryId, parseEntryId } from '@horarium/core'
import type { Lane } from './lane.js'
import { callScript, loadScript, type ScriptArgument } from './script.js'

const ADD = loadScript('add')
const WITHDRAW = loadScript('withdraw')

/** An entry somebody asks for. */
export interface ManualEntry {
  readonly jobCode: string
  /** Epoch ms. */
  readonly instant: number
  readonly author: string
  readonly params?: Readonly<Record<string, string>>
}

/** Writes a manual entry into the timetable; `undefined` when that instant of the job has one already. */
export function addPending(lane: Lane, manual: ManualEntry): Promise<string | undefined> {
  return add(lane, manual, { target: lane.keys.pending, score: manual.instant })
}

/** Writes a manual entry as already released, for whoever is about to claim it. */
export function addReleased(lane: Lane, manual: ManualEntry, now: number): Promise<string | undefined> {
  return add(lane, manual, { target: lane.keys.released, score: now })
}

/** Takes back an entry that has not started; answers whether it was waiting. */
export async function withdrawEntry(lane: Lane, id: string): Promise<boolean> {
  const { pending, released, entry, held, parked, turns } = lane.keys
  const keys = [pending, released, entry(id), held, parked, turns]
  return (await callScript(lane.redis, WITHDRAW, { keys, args: [id, parseEntryId(id).jobCode] })) === 1
}

async function add(
  lane: Lane,
  { jobCode, instant, author, params }: ManualEntry,
  { target, score }: { readonly target: string; readonly score: number },
): Promise<string | undefined> {
  const id = entryId(jobCode, instant)
  const fields: ScriptArgument[] = ['status', 'pending', 'source', 'manual', 'author', author]
  if (params) fields.push('params', JSON.stringify(params))
  return (await addFields(lane, id, { target, score, fields })) ? id : undefined
}

interface EntryFields {
  /** The key it is to wait in. */
  readonly target: string
  readonly score: ScriptArgument
  /** Names and values of its record in turns. */
  readonly fields: readonly ScriptArgument[]
}

/** Writes an entry with a record of its own; answers whether that instant of the job had none. */
export async function addFields(lane: Lane, id: string, { target, score, fields }: EntryFields): Promise<boolean> {
  const { pending, released, entry } = lane.keys
  const keys = [target, pending, released, entry(id)]
  return (await callScript(lane.redis, ADD, { keys, args: [id, score, ...fields] })) === 1
}
