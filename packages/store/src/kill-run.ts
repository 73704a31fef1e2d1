import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const KILL = loadScript('kill')

/** Somebody wants a run to end. */
export interface KillOrder {
  readonly by: string
  readonly why: string
  /** Whether its process is to be ended without waiting for the handler. */
  readonly force: boolean
}

/** Asks for the end of a run; answers whether it runs. Its owner hears of it when it next keeps its lease. */
export async function askKill(
  { redis, keys }: Lane,
  id: string,
  { by, why, force, now }: KillOrder & { readonly now: number },
): Promise<boolean> {
  return (await callScript(redis, KILL, { keys: [keys.entry(id)], args: [now, by, why, force ? '1' : ''] })) === 1
}
