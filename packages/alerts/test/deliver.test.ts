import { once } from 'node:events'
import { type Channel, listAlerts, mailChannel, webhookChannel } from '@horarium/alerts'
import { describe, expect, it } from 'vitest'
import { startLooker } from './support/looker.js'
import { startMailServer } from './support/mail-server.js'
import { type Receiver, startReceiver } from './support/receiver.js'
import { MINUTE, silent, World } from './support/world.js'

function webhookTo({ url }: Receiver, world: World): Channel {
  return webhookChannel({ url, secret: '', allowPrivate: true }, { now: () => world.now })
}

describe('a delivery that failed', () => {
  it('is shown with its error, and tried again at the next look until it succeeds', async () => {
    const world = new World()
    const receiver = await startReceiver(500)
    world.channels = [webhookTo(receiver, world)]
    await world.end('mail', 'error')
    await world.look()
    await world.look()
    const [alert] = (await listAlerts(world.instance)).open
    expect(alert).toMatchObject({ told: [], undelivered: [{ channel: 'webhook', attempt: { count: 2 } }] })
    expect(alert?.undelivered[0]?.attempt?.error).toBe('answered 500')

    receiver.status = 200
    await world.look()
    await world.look()
    expect(receiver.received).toHaveLength(3)
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    expect(await listAlerts(world.instance)).toMatchObject({ open: [{ told: ['webhook'] }], undelivered: [] })
  })

  it('again and again is tried every ten minutes in the end', async () => {
    const world = new World({ mail: { when: '' } })
    const receiver = await startReceiver(500)
    world.channels = [webhookTo(receiver, world)]
    await world.end('mail', 'error')
    for (let minute = 0; minute < 15; minute += 1) await world.look()
    expect(receiver.received).toHaveLength(10)

    await world.look(5 * MINUTE)
    expect(receiver.received).toHaveLength(11)
  })

  it('holds up no other channel', async () => {
    const world = new World()
    const [receiver, server] = [await startReceiver(), await startMailServer()]
    server.isOpen = false
    const mail = mailChannel({ url: server.url, from: 'a@b.test', to: 'c@b.test' }, silent)
    world.channels = [mail, webhookTo(receiver, world)]
    await world.end('mail', 'error')
    await world.look()
    expect((await listAlerts(world.instance)).open).toMatchObject([{ told: ['webhook'] }])

    server.isOpen = true
    await world.look()
    expect(server.mails).toHaveLength(1)
    expect(receiver.received).toHaveLength(1)
    expect((await listAlerts(world.instance)).open).toMatchObject([{ told: ['mail', 'webhook'] }])
  })

  it('of news that nobody wants any more is still delivered, as what follows is', async () => {
    const world = new World()
    const receiver = await startReceiver(500)
    world.channels = [webhookTo(receiver, world)]
    await world.end('mail', 'error')
    await world.look()
    await world.end('mail', 'success')
    receiver.status = 200
    await world.look()

    const told = receiver.received.slice(1).map(({ body }) => /"kind":"(\w+)"/.exec(body)?.[1])
    expect(new Set(told)).toEqual(new Set(['failed', 'recovered']))
  })

  it('is tried three times in one look, not once for each message that waits', async () => {
    const world = new World(Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((code) => [code, {}])))
    const receiver = await startReceiver(500)
    world.channels = []
    await world.look()
    world.channels = [webhookTo(receiver, world)]
    for (const code of world.jobs.keys()) {
      await world.end(code, 'error')
      await world.look()
    }
    const before = receiver.received.length

    await world.look()

    expect(receiver.received.length - before).toBe(3)
    expect((await listAlerts(world.instance)).undelivered).toHaveLength(5)
  })

  it('is given up when its channel is gone', async () => {
    const world = new World()
    world.channels = [{ name: 'broken', deliver: () => Promise.reject(new Error('broken')) }]
    await world.end('mail', 'error')
    await world.look()
    world.channels = []
    await world.look()

    expect((await listAlerts(world.instance)).undelivered).toEqual([])
  })
})

describe('a process that dies between deciding and delivering', () => {
  it('loses nothing: whoever looks next delivers', async () => {
    const world = new World({ mail: { when: '' } })
    const receiver = await startReceiver(0)
    await world.end('mail', 'error')
    const arrived = receiver.next()
    const looker = startLooker(world.instance.namespace, world.now, receiver.url)
    await arrived
    looker.kill('SIGKILL')
    await once(looker, 'exit')
    expect((await listAlerts(world.instance)).open).toMatchObject([{ told: [], undelivered: [{ channel: 'webhook' }] }])

    receiver.status = 200
    world.channels = [webhookTo(receiver, world)]
    await world.look(MINUTE)

    expect(receiver.received.map(({ body }) => body)).toEqual([receiver.received[0]?.body, receiver.received[0]?.body])
    expect((await listAlerts(world.instance)).open).toMatchObject([{ told: ['webhook'], undelivered: [] }])
  })
})
