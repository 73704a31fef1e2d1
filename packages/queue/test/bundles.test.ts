import { QUEUE_NAME } from '@horarium/queue'
import { describe, expect, it } from 'vitest'
import { Hands, testQueue, testRedis, testSender } from './support/test-queue.js'

function idsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `job_${String(index).padStart(4, '0')}@1`)
}

describe('a herd', () => {
  it('travels in few messages, in order', async () => {
    const queue = testQueue()
    await testSender(queue).send(idsOf(1_000))

    expect(await testRedis().llen(`${queue.prefix}:${QUEUE_NAME}:wait`)).toBeLessThan(100)
    expect(await new Hands(queue, 1).letGo().untilTaken(1_000)).toEqual(idsOf(1_000))
  })

  it('is never all in one hand: the next message is taken only when there is room', async () => {
    const queue = testQueue()
    const busy = [new Hands(queue, 2), new Hands(queue, 2)]

    await testSender(queue).send(idsOf(64))

    await Promise.all(busy.map((hands) => hands.untilTaken(2)))
    expect(await testRedis().llen(`${queue.prefix}:${QUEUE_NAME}:wait`)).toBe(14)
  })

  it('does not wait behind slow neighbours: what cannot begin goes back and another takes it', async () => {
    const queue = testQueue()
    await testSender(queue).send(idsOf(32))
    const slow = new Hands(queue, 1)
    await slow.untilTaken(1)

    const taken = await new Hands(queue, 1).letGo().untilTaken(31)

    expect([...taken, ...slow.taken].toSorted()).toEqual(idsOf(32))
  })

  it('goes back at once, as far as it has not begun, when its receiver stops', async () => {
    const queue = testQueue()
    await testSender(queue).send(idsOf(32))
    const stopping = new Hands(queue, 1)
    await stopping.untilTaken(1)

    await stopping.letGo().receiver.close()

    const left = 32 - stopping.taken.length
    expect(left).toBeGreaterThan(0)
    const taken = await new Hands(queue, 1).letGo().untilTaken(left)
    expect([...taken, ...stopping.taken].toSorted()).toEqual(idsOf(32))
  })

  it('is sent again one by one, and what still waits is not taken twice', async () => {
    const queue = testQueue()
    const sender = testSender(queue)
    await sender.sendAgain(idsOf(100))
    await sender.sendAgain(idsOf(101))

    expect(await new Hands(queue, 1).letGo().untilTaken(101)).toEqual(idsOf(101))
  })
})

describe('a receiver that has its hands full', () => {
  it('leaves what comes next to one that is idle', async () => {
    const queue = testQueue()
    await testSender(queue).send(['a@1'])
    const busy = new Hands(queue, 1)
    await busy.untilTaken(1)

    await testSender(queue).send(['b@1'])

    expect(await new Hands(queue, 1).untilTaken(1)).toEqual(['b@1'])
    expect(busy.taken).toEqual(['a@1'])
  })
})
