import { type EntrySource, entryId, isBetweenSeconds, parseEntryId } from '@horarium/core'
import type { Lane } from './lane.js'
import { callScript, loadScript, type ScriptArgument } from './script.js'

const ADD = loadScript('add')
const WITHDRAW = loadScript('withdraw')

/** An entry somebody asks for. */
export interface AskedEntry {
  readonly jobCode: string
  /** Epoch ms. */
  readonly instant: number
  readonly target?: string | undefined
  /** A person, unless told. */
  readonly source?: EntrySource
  /** The person, if it was one. */
  readonly author?: string | undefined
  /** The entry that asks. */
  readonly askedBy?: string
  /** How many entries in a row asked for the next. */
  readonly depth?: number | undefined
  readonly priority?: number | undefined
  readonly params?: Readonly<Record<string, string>> | undefined
}

/** Writes an entry somebody asks for into the timetable; `undefined` when that instant of the job has one already. */
export function addPending(lane: Lane, asked: AskedEntry): Promise<string | undefined> {
  return add(lane, asked, { set: lane.keys.pending, score: asked.instant })
}

/** Writes an entry as already released, for whoever is about to claim it or to send it. */
export function addReleased(lane: Lane, asked: AskedEntry, now: number): Promise<string | undefined> {
  return add(lane, asked, { set: lane.keys.released, score: now })
}

/**
 * Writes an entry that another asks for, at its instant or the first after it that is free; one that follows an entry is
 * written once, whoever tries it again. With `releasedAt` it is to be sent, else it waits for its time.
 */
export async function addAsked(
  lane: Lane,
  asked: AskedEntry,
  { releasedAt }: { readonly releasedAt?: number },
): Promise<string> {
  for (let { instant } = asked; ; instant += 1) {
    // The calendar's instants are whole seconds; nothing else may take their places.
    if (!isBetweenSeconds(instant)) continue
    const at = { ...asked, instant }
    const id = await (releasedAt === undefined ? addPending(lane, at) : addReleased(lane, at, releasedAt))
    if (id !== undefined) return id
    const there = entryId(asked.jobCode, instant, asked.target)
    if (asked.source === 'chain' && (await followsSame(lane, there, asked))) return there
  }
}

async function followsSame({ redis, keys }: Lane, id: string, { source, askedBy }: AskedEntry): Promise<boolean> {
  const there = await redis.hmget(keys.entry(id), 'source', 'askedBy')
  return there[0] === source && there[1] === askedBy
}

/** Takes back an entry that has not started; answers whether it was waiting. */
export async function withdrawEntry(lane: Lane, id: string): Promise<boolean> {
  const { pending, released, entry, held, parked, turns } = lane.keys
  const keys = [pending, released, entry(id), held, parked, turns]
  return (await callScript(lane.redis, WITHDRAW, { keys, args: [id, parseEntryId(id).jobCode] })) === 1
}

const SAID = ['author', 'askedBy', 'depth', 'priority'] as const

async function add(
  lane: Lane,
  { jobCode, instant, target, source = 'manual', params, ...asked }: AskedEntry,
  { set, score }: { readonly set: string; readonly score: number },
): Promise<string | undefined> {
  const id = entryId(jobCode, instant, target)
  const fields: ScriptArgument[] = ['status', 'pending', 'source', source]
  for (const name of SAID) {
    const said = asked[name]
    if (said !== undefined) fields.push(name, said)
  }
  if (params) fields.push('params', JSON.stringify(params))
  return (await addFields(lane, id, { set, score, fields })) ? id : undefined
}

interface EntryFields {
  /** The key it is to wait in. */
  readonly set: string
  readonly score: ScriptArgument
  /** Names and values of its record in turns. */
  readonly fields: readonly ScriptArgument[]
}

/** Writes an entry with a record of its own; answers whether that instant of the job had none. */
export async function addFields(lane: Lane, id: string, { set, score, fields }: EntryFields): Promise<boolean> {
  const { pending, released, entry } = lane.keys
  const keys = [set, pending, released, entry(id)]
  return (await callScript(lane.redis, ADD, { keys, args: [id, score, ...fields] })) === 1
}
