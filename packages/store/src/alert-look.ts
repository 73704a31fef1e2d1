import type { Instance } from './instance.js'
import { callScript, loadScript, type ScriptArgument } from './script.js'

const LOOK = loadScript('look')
const SETTLE = loadScript('settle')

/** What a look for alerts goes on from. */
export interface AlertLook {
  /** Names the look: what it decides counts only while no other has begun. */
  readonly token: string
  /** Up to when the last look had seen everything, epoch ms. */
  readonly seen: number | undefined
  /** Of the jobs it watched. */
  readonly digest: string
}

export interface LookWish {
  /** Epoch ms. */
  readonly now: number
  readonly everyMs: number
  readonly token: string
}

/** Begins a look; `undefined` while it is not time, as somebody else has begun one. */
export async function beginLook({ redis, keys }: Instance, wish: LookWish): Promise<AlertLook | undefined> {
  const { now, everyMs, token } = wish
  const answer = await callScript(redis, LOOK, { keys: [keys.alertLook], args: [now, everyMs, token] })
  const [seen, digest = ''] = answer as readonly string[]
  return seen === undefined ? undefined : { token, seen: seen === '' ? undefined : Number(seen), digest }
}

/** What a look has decided: by hash the fields to write, and those to take away, and the deadlines of jobs. */
export interface AlertWrites {
  readonly open?: FieldWrites
  readonly watched?: FieldWrites
  readonly successes?: FieldWrites
  readonly usual?: FieldWrites
  readonly outbox?: FieldWrites
  /** By job code, epoch ms; `undefined` = none. */
  readonly deadlines?: ReadonlyMap<string, number | undefined>
  /** Says what the look has seen, when all is written. */
  readonly look?: FieldWrites
}

/** Fields and their values; `undefined` takes one away. */
export type FieldWrites = ReadonlyMap<string, string | undefined>

// What one call of Lua's unpack can hold is limited, and Redis answers nobody else meanwhile.
const PER_COMMAND = 500

/** Writes what a look has decided, all of it at once; answers whether it did, for another may have begun since. */
export async function settleLook(instance: Instance, token: string, writes: AlertWrites): Promise<boolean> {
  return settle(instance, token, commandsFor(instance, writes))
}

/** The same of what needs not be whole, bit by bit, so that nobody has to wait for thousands of jobs. */
export async function settleGradually(instance: Instance, token: string, writes: AlertWrites): Promise<boolean> {
  for (const command of commandsFor(instance, writes)) if (!(await settle(instance, token, [command]))) return false
  return true
}

type Command = readonly ScriptArgument[]

async function settle({ redis, keys }: Instance, token: string, commands: readonly Command[]): Promise<boolean> {
  const answer = await callScript(redis, SETTLE, {
    keys: [...hashesOf(keys), keys.alertDeadlines],
    args: [token, ...commands.flat()],
  })
  return answer === 1
}

function hashesOf(keys: Instance['keys']): readonly string[] {
  const { alertLook, alertsOpen, alertsWatched, alertSuccesses, alertUsual, alertOutbox } = keys
  return [alertLook, alertsOpen, alertsWatched, alertSuccesses, alertUsual, alertOutbox]
}

function commandsFor({ keys }: Instance, writes: AlertWrites): readonly Command[] {
  const { look, open, watched, successes, usual, outbox, deadlines } = writes
  const fields = [look, open, watched, successes, usual, outbox]
  return [
    ...fields.flatMap((one, at) => hashCommands(at + 1, one ?? new Map())),
    ...deadlineCommands(hashesOf(keys).length + 1, deadlines ?? new Map()),
  ]
}

function hashCommands(key: number, fields: FieldWrites): readonly Command[] {
  const all = [...fields]
  const set = all.flatMap(([field, value]) => (value === undefined ? [] : [[field, value]]))
  const gone = all.flatMap(([field, value]) => (value === undefined ? [[field]] : []))
  return [...commandsOf('HSET', key, set), ...commandsOf('HDEL', key, gone)]
}

function deadlineCommands(key: number, deadlines: ReadonlyMap<string, number | undefined>): readonly Command[] {
  const all = [...deadlines]
  const set = all.flatMap(([code, at]) => (at === undefined ? [] : [[at, code]]))
  const gone = all.flatMap(([code, at]) => (at === undefined ? [[code]] : []))
  return [...commandsOf('ZADD', key, set), ...commandsOf('ZREM', key, gone)]
}

function commandsOf(name: string, key: number, rows: readonly (readonly ScriptArgument[])[]): readonly Command[] {
  const commands: Command[] = []
  for (let at = 0; at < rows.length; at += PER_COMMAND) {
    const part = rows.slice(at, at + PER_COMMAND).flat()
    commands.push([name, key, part.length, ...part])
  }
  return commands
}
