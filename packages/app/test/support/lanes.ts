import type { App } from '@horarium/app'
import type { LanePlan } from '@horarium/engine'
import { openSender, type Sender } from '@horarium/queue'
import { expect, onTestFinished } from 'vitest'

/** The plan of a lane that is there. */
export function planFor(app: App, lane: string): LanePlan {
  const plan = app.plans().get(lane)
  if (!plan) throw new Error(`no lane ${lane}`)
  return plan
}

/** A sender to a lane's queue, closed after the test. */
export function senderFor(app: App, lane: string): Sender {
  const { prefix } = planFor(app, lane).lane.keys
  const onError = (error: Error): void => expect.unreachable(error.message)
  const sender = openSender({ connection: app.redis, prefix, onError })
  onTestFinished(() => sender.close())
  return sender
}

/** Takes a lane's queue away, whatever it holds. */
export async function wipeQueue({ redis, keys }: LanePlan['lane']): Promise<void> {
  const wipe = "return redis.call('UNLINK', unpack(redis.call('KEYS', ARGV[1])))"
  await redis.eval(wipe, 1, keys.pending, `${keys.prefix}:cron_schedule:*`)
}
