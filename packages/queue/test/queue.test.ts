import { QUEUE_NAME } from '@horarium/queue'
import { describe, expect, it } from 'vitest'
import { Hands, keysLike, testQueue, testRedis, testSender } from './support/test-queue.js'

describe('the queue of a lane', () => {
  it('hands over every id once, more than one batch of them', async () => {
    const queue = testQueue()
    const ids = Array.from({ length: 1_201 }, (_, index) => `job_${index}@20260131T100500Z`)

    await testSender(queue).send(ids)

    const taken = await new Hands(queue, 50).letGo().untilTaken(ids.length)
    expect(taken.toSorted()).toEqual(ids.toSorted())
  })

  it('does not take an id twice while it waits, whoever sends it', async () => {
    const queue = testQueue()
    await Promise.all([testSender(queue).send(['a@1', 'a@1']), testSender(queue).send(['a@1'])])
    await testSender(queue).send(['last@1'])

    expect(await new Hands(queue).letGo().untilTaken(2)).toEqual(['a@1', 'last@1'])
  })

  it('does not take an id that is in hand', async () => {
    const queue = testQueue()
    const sender = testSender(queue)
    const hands = new Hands(queue, 5)
    await sender.send(['a@1'])
    await hands.untilTaken(1)

    await sender.send(['a@1', 'last@1'])

    expect(await hands.untilTaken(2)).toEqual(['a@1', 'last@1'])
  })

  it('takes an id again once nobody has it in hand any more, as a retry needs', async () => {
    const queue = testQueue()
    const sender = testSender(queue)
    const hands = new Hands(queue).letGo()
    await sender.send(['a@1'])
    await hands.untilTaken(1)

    await expect.poll(() => sender.send(['a@1']).then(() => hands.taken.length), { timeout: 10_000 }).toBeGreaterThan(1)
  })

  it.each([
    `${'x'.repeat(200)}@20260131T100500.250Z`,
    'A.b-c_9@20260131T100500Z',
    '1234567890@20260131T100500Z',
    'toString@20260131T100500Z',
  ])('carries the id %s', async (id) => {
    const queue = testQueue()

    await testSender(queue).send([id])

    expect(await new Hands(queue).letGo().untilTaken(1)).toEqual([id])
  })

  it('writes only below its prefix, so that all of it shares the hash tag', async () => {
    const queue = testQueue()
    await testSender(queue).send(['a@1', 'b@1'])
    await new Hands(queue).untilTaken(1)

    const [unique = ''] = queue.prefix.split(':')
    const keys = await keysLike(queue, `*${unique.slice(5)}*`)
    expect(keys.length).toBeGreaterThan(3)
    for (const key of keys) expect(key.startsWith(`${queue.prefix}:${QUEUE_NAME}:`)).toBe(true)
  })

  it('keeps nothing of an id that was dealt with', async () => {
    const queue = testQueue()
    await testSender(queue).send(['a@1'])
    const hands = new Hands(queue).letGo()
    await hands.untilTaken(1)
    await hands.receiver.close()

    expect(await keysLike(queue, `${queue.prefix}:*a@1*`)).toEqual([])
  })

  it('forgets what was wiped, and takes it when it is sent again', async () => {
    const queue = testQueue()
    const sender = testSender(queue)
    await sender.send(['a@1', 'b@1'])
    await testRedis().del(await keysLike(queue, `${queue.prefix}:*`))

    await sender.send(['b@1'])

    expect(await new Hands(queue).letGo().untilTaken(1)).toEqual(['b@1'])
  })
})

describe('a receiver', () => {
  it('holds as many ids at once as it may, and more when it may more', async () => {
    const queue = testQueue()
    await testSender(queue).send(['a@1', 'b@1', 'c@1', 'd@1'])
    const hands = new Hands(queue, 2)
    await hands.untilTaken(2)
    expect(hands.held).toEqual(['a@1', 'b@1'])

    hands.receiver.setConcurrency(3)
    hands.drop('a@1')

    await hands.untilTaken(4)
    expect(hands.held).toEqual(['b@1', 'c@1', 'd@1'])
  })

  it('takes nothing once it pauses, and another takes what is left', async () => {
    const queue = testQueue()
    await testSender(queue).send(['a@1', 'b@1'])
    const paused = new Hands(queue)
    await paused.untilTaken(1)
    await paused.receiver.pause()
    paused.letGo()

    expect(await new Hands(queue).letGo().untilTaken(1)).toEqual(['b@1'])
    expect(paused.taken).toEqual(['a@1'])
  })

  it('waits for what it has in hand when it closes', async () => {
    const queue = testQueue()
    await testSender(queue).send(['a@1'])
    const hands = new Hands(queue)
    await hands.untilTaken(1)
    const heldAtEnd = hands.receiver.close().then(() => hands.held)

    hands.letGo()

    expect(await heldAtEnd).toEqual([])
  })

  it('shares the ids with the others on the same lane, each id with one of them', async () => {
    const queue = testQueue()
    const ids = Array.from({ length: 200 }, (_, index) => `job_${index}@1`)
    const all = Array.from({ length: 4 }, () => new Hands(queue, 2).letGo())

    await testSender(queue).send(ids)

    await expect.poll(() => all.flatMap(({ taken }) => taken).toSorted(), { timeout: 10_000 }).toEqual(ids.toSorted())
  })
})
