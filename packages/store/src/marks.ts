import { FINISHED_STATUSES } from '@horarium/core'
import type { Instance } from './instance.js'
import type { Lane } from './lane.js'
import { callScript, loadScript } from './script.js'

const MARK = loadScript('mark')

/** A text that is another one as soon as people would see something else of a lane; one cheap look. */
export async function readLaneMark({ redis, keys }: Lane): Promise<string> {
  const finished = FINISHED_STATUSES.map((status) => keys.finished(status))
  const { pending, released, running, parked } = keys
  return String(await callScript(redis, MARK, { keys: [pending, released, running, parked, ...finished], args: [] }))
}

/** The same for what belongs to the whole instance. */
export interface InstanceMarks {
  readonly pass: string
  readonly alerts: string
  readonly audit: string
}

export async function readInstanceMarks({ redis, keys }: Instance): Promise<InstanceMarks> {
  const [pass, open, undelivered, lines] = await Promise.all([
    redis.hget(keys.pass, 'at'),
    redis.hlen(keys.alertsOpen),
    redis.hlen(keys.alertOutbox),
    redis.xrevrange(keys.audit, '+', '-', 'COUNT', 1),
  ])
  return { pass: pass ?? '', alerts: `${open} ${undelivered}`, audit: lines[0]?.[0] ?? '' }
}
