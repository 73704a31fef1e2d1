import type { Instance } from './instance.js'

/** A process that takes part. */
export interface WorkerSign {
  readonly name: string
  readonly host: string
  readonly pid: number
  readonly startedAt: number
  readonly seenAt: number
  /** Whether it runs handlers, or only looks after the timetable. */
  readonly executes: boolean
  /** The groups whose jobs it runs; every one when absent. */
  readonly groups?: readonly string[]
}

/** A worker not seen for this long is gone. */
export const WORKER_GONE_MS = 15_000
const FORGET_AFTER_MS = 3_600_000

/** Says that a process lives. */
export async function signOn({ redis, keys }: Instance, sign: WorkerSign): Promise<void> {
  await redis.hset(keys.workers, sign.name, JSON.stringify(sign))
}

/** Says that a process leaves, and forgets those that left without a word an hour ago. */
export async function signOff(instance: Instance, name: string, now: number): Promise<void> {
  const old = (await readWorkers(instance)).filter(({ seenAt }) => seenAt < now - FORGET_AFTER_MS)
  await instance.redis.hdel(instance.keys.workers, name, ...old.map((worker) => worker.name))
}

export async function readWorkers({ redis, keys }: Instance): Promise<readonly WorkerSign[]> {
  const fields = await redis.hvals(keys.workers)
  return fields.map((text) => JSON.parse(text) as WorkerSign)
}

/** The last whole round of clean, generate, dispatch. */
export interface PassRecord {
  readonly at: number
  readonly by: string
}

export async function recordPass({ redis, keys }: Instance, pass: PassRecord): Promise<void> {
  await redis.hset(keys.pass, 'at', pass.at, 'by', pass.by)
}

export async function readPass({ redis, keys }: Instance): Promise<PassRecord | undefined> {
  const { at, by } = await redis.hgetall(keys.pass)
  return at === undefined ? undefined : { at: Number(at), by: by ?? '' }
}
