import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Redis } from './connection.js'

/** A Lua verb: `lua/<name>.lua`, called by its hash, sent whole when Redis has forgotten it. */
export interface Script {
  readonly text: string
  readonly sha: string
}

export function loadScript(name: string): Script {
  const text = readFileSync(new URL(`../lua/${name}.lua`, import.meta.url), 'utf8')
  return { text, sha: createHash('sha1').update(text).digest('hex') }
}

export type ScriptArgument = string | number

/** Calls a script; its answer is as Redis gives it and is parsed by the caller. */
export async function callScript(
  redis: Redis,
  script: Script,
  { keys, args }: { readonly keys: readonly string[]; readonly args: readonly ScriptArgument[] },
): Promise<unknown> {
  try {
    return await redis.evalsha(script.sha, keys.length, ...keys, ...args)
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
    return await redis.eval(script.text, keys.length, ...keys, ...args)
  }
}
