import { QUEUE_NAME } from '@horarium/queue'
import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Hands, testQueue, testRedis, testSender } from './support/test-queue.js'

const PRIORITY = integer({ min: -100, max: 100 })
const SENDINGS = array(record({ priority: PRIORITY, count: constantFrom(1, 2, 40) }), {
  minLength: 1,
  maxLength: 6,
})

describe('ids with priorities', () => {
  it('come greatest first, and among equals in the order they were sent, whether bundled or alone', async () => {
    await assert(
      asyncProperty(SENDINGS, async (sendings) => {
        const queue = testQueue()
        const sender = testSender(queue)
        const sent = sendings.map(({ priority, count }, nth) => {
          return {
            priority,
            ids: Array.from({ length: count }, (_, id) => `job_${nth}_${String(id).padStart(2, '0')}@1`),
          }
        })
        for (const { ids, priority } of sent) await sender.send(ids, priority)

        const expected = sent.toSorted((a, b) => b.priority - a.priority).flatMap(({ ids }) => ids)
        expect(await new Hands(queue, 1).letGo().untilTaken(expected.length)).toEqual(expected)
      }),
      { numRuns: 15 },
    )
  })

  it('come before all that have none where they are sent to the front, the last sent first', async () => {
    const queue = testQueue()
    const sender = testSender(queue)
    await sender.send(['plain@1', 'other@1'])
    await sender.send(['late@1', 'later@1'], -1)
    await sender.send(['second@1', 'third@1'], 'front')
    await sender.send(['first@1'], 'front')

    const expected = ['first@1', 'second@1', 'third@1', 'plain@1', 'other@1', 'late@1', 'later@1']
    expect(await new Hands(queue, 1).letGo().untilTaken(7)).toEqual(expected)
  })

  it('keep their place when they are sent again, also from behind a slow neighbour', async () => {
    const queue = testQueue()
    const sender = testSender(queue)
    await sender.send(
      Array.from({ length: 32 }, (_, nth) => `low_${nth}@1`),
      -5,
    )
    const slow = new Hands(queue, 1)
    await slow.untilTaken(1)
    await sender.sendAgain(['high@1'], 5)

    await expect.poll(() => testRedis().zcard(`${queue.prefix}:${QUEUE_NAME}:prioritized`), { timeout: 3_000 }).toBe(17)

    expect((await new Hands(queue, 1).letGo().untilTaken(32))[0]).toBe('high@1')
  })
})
