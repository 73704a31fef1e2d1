import type { FinishedStatus } from '@horarium/core'
import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const LAST = loadScript('last')
// Some 3 ms of Redis.
const PAGE = 1_000

/** The instant of each job's newest finished entry, epoch ms, by code; of ten thousand jobs at once too. Who has none is left out. */
export async function readLastInstants(lane: Lane, jobCodes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const words = await readLast(lane, jobCodes)
  return new Map([...words].map(([code, word]) => [code, Number(word)]))
}

/** Whether each job's newest finished entry ended so, by code. Who has none is left out. */
export async function readLastEnded(
  lane: Lane,
  jobCodes: readonly string[],
  status: FinishedStatus,
): Promise<ReadonlyMap<string, boolean>> {
  const words = await readLast(lane, jobCodes, lane.keys.finished(status))
  return new Map([...words].map(([code, word]) => [code, word === '1']))
}

async function readLast(
  { redis, keys }: Lane,
  jobCodes: readonly string[],
  ...more: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const pages = Array.from({ length: Math.ceil(jobCodes.length / PAGE) }, (_, nth) => {
    return jobCodes.slice(nth * PAGE, (nth + 1) * PAGE)
  })
  // One is made ready while Redis answers another.
  const answers = await Promise.all(
    pages.map((page) => callScript(redis, LAST, { keys: [...page.map(keys.job), ...more], args: [page.length] })),
  )
  const words = answers.flatMap((answer) => String(answer).split(' '))
  return new Map(jobCodes.flatMap((code, nth) => (words[nth] ? [[code, words[nth]] as const] : [])))
}
