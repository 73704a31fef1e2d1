import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const NEWEST = loadScript('newest')
const PAGE = 1_000

/** The ids of each job's newest finished entries, at most `count`, the newest last, by code; of ten thousand jobs at once too. */
export async function readNewest(
  { redis, keys }: Lane,
  jobCodes: readonly string[],
  count: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>()
  for (let at = 0; at < jobCodes.length; at += PAGE) {
    const page = jobCodes.slice(at, at + PAGE)
    const answer = await callScript(redis, NEWEST, { keys: page.map(keys.job), args: [-count, -1] })
    for (const [index, ids] of (answer as readonly (readonly string[])[]).entries()) found.set(page[index] ?? '', ids)
  }
  return found
}
