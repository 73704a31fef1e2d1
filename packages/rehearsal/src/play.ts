import { HorariumError } from '@horarium/core'
import type { Order } from './order.js'
import type { SimulatedClock } from './simulated-clock.js'
import type { Stage } from './stage.js'

export interface Playing {
  readonly stage: Stage
  readonly clock: SimulatedClock
  /** Told of every instant before anything happens then. */
  readonly before: (instant: Date) => void
}

// A job that asks for itself comes to an end by itself; this is for what nobody has thought of.
const MOST_AT_ONCE = 10_000

/** Plays a time from its first instant to its last, jumping from one at which something happens to the next. */
export async function play(order: Order, { stage, clock, before }: Playing): Promise<void> {
  await stage.prepare()
  let atOnce = 0
  for (let now = order.from; now < order.to; ) {
    clock.moveTo(now)
    before(new Date(now))
    await stage.goOn()
    const down = order.downtimes.find(({ from, to }) => from <= now && now < to)
    if (down) stage.crash()
    else if (order.passEveryMs === undefined) await stage.look()
    else if (isPass(order, now)) await stage.pass()
    const next = down ? down.to : await nextAfter(now, order, stage)
    atOnce = next === now ? atOnce + 1 : 0
    if (atOnce > MOST_AT_ONCE) throw new HorariumError('internal', `There is no end to ${new Date(now).toISOString()}.`)
    now = next
  }
}

async function nextAfter(now: number, order: Order, stage: Stage): Promise<number> {
  const { passEveryMs, downtimes } = order
  const look = passEveryMs === undefined ? await stage.looksAt() : nextPass(order, now)
  const down = downtimes.map(({ from }) => from).filter((from) => from > now)
  return Math.min(stage.goesOnAt, look, ...down)
}

function isPass({ from, passEveryMs = 1 }: Order, now: number): boolean {
  return (now - from) % passEveryMs === 0
}

function nextPass({ from, passEveryMs = 1 }: Order, now: number): number {
  return from + (Math.floor((now - from) / passEveryMs) + 1) * passEveryMs
}
