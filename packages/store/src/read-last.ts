import { FINISHED_STATUSES, type FinishedStatus, parseEntryId } from '@horarium/core'
import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const LAST = loadScript('last')
// Some 2 ms of Redis.
const PAGE = 1_000

/** The instant of each job's newest finished entry, epoch ms, by code; of ten thousand jobs at once too. Who has none is left out. */
export function readLastInstants(lane: Lane, jobCodes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return readLast(lane, { jobCodes, more: [], read: (id) => parseEntryId(id).scheduledAt })
}

/** Whether each job's newest finished entry ended so, by code. Who has none is left out. */
export function readLastEnded(
  lane: Lane,
  jobCodes: readonly string[],
  status: FinishedStatus,
): Promise<ReadonlyMap<string, boolean>> {
  // Most have succeeded, and what is found costs more than what is not.
  const isRare = status !== 'success'
  const sets = FINISHED_STATUSES.filter((one) => (one === status) === isRare).map(lane.keys.finished)
  return readLast(lane, { jobCodes, more: sets, read: (word) => (word === '1') === isRare })
}

interface LastOrder<Value> {
  readonly jobCodes: readonly string[]
  readonly more: readonly string[]
  readonly read: (word: string) => Value
}

async function readLast<Value>(
  { redis, keys }: Lane,
  { jobCodes, more, read }: LastOrder<Value>,
): Promise<ReadonlyMap<string, Value>> {
  const pages = Array.from({ length: Math.ceil(jobCodes.length / PAGE) }, (_, nth) => {
    return jobCodes.slice(nth * PAGE, (nth + 1) * PAGE)
  })
  // One is made ready while Redis answers another.
  const answers = await Promise.all(
    pages.map((page) => callScript(redis, LAST, { keys: [...page.map(keys.job), ...more], args: [page.length] })),
  )
  const words = answers.flatMap((answer) => String(answer).split(' '))
  const found = new Map<string, Value>()
  for (const [nth, word] of words.entries()) if (word !== '') found.set(jobCodes[nth] ?? '', read(word))
  return found
}
