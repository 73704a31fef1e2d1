import { createServer } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net'
import { once } from 'node:events'
import { checkHealth } from '@horarium/app'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkLastPass, checkWorkers } from '../../src/doctor/activity.js'
import { checkClock } from '../../src/doctor/clock-offset.js'
import { checkModules } from '../../src/doctor/modules.js'
import { checkNodeVersion } from '../../src/doctor/node-version.js'
import { checkPort } from '../../src/doctor/port.js'
import { latencyFinding } from '../../src/doctor/redis-latency.js'
import { checkRedisServer } from '../../src/doctor/redis-server.js'
import { checkTimeZones } from '../../src/doctor/time-zones.js'
import { openTestApp, job } from '../support/test-app.js'

describe('the doctor', () => {
  it.each([
    ['18.20.8', 'error'],
    ['20.18.3', 'error'],
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
  ])('finds Node %s to be %s', (version, level) => {
    expect(checkNodeVersion(version).level).toBe(level)
  })

  it('finds old time zone data, and none at all', () => {
    const today = { release: '2024a', zone: 'Asia/Almaty', at: '2024-07-01T12:00:00Z', offset: 'GMT+05:00' }
    const tomorrow = { ...today, release: '2099a', offset: 'GMT+06:00' }

    expect(checkTimeZones('2024b', [today]).level).toBe('ok')
    expect(checkTimeZones('2024b', [tomorrow, today])).toMatchObject({
      level: 'warning',
      message: 'time zone data 2024b is older than 2099a: wrong in Asia/Almaty, among others',
    })
    expect(checkTimeZones('none', [{ ...today, zone: 'Not/There' }]).level).toBe('error')
  })

  it.each([
    ['Redis 5.0.14', 'error'],
    ['Redis 6.2.0', 'warning'],
    ['Redis 7.0.15', 'ok'],
    ['Valkey 8.0.1', 'ok'],
  ])('finds %s to be %s', (name, level) => {
    expect(levelsOf({ name })[0]).toBe(level)
  })

  it.each([
    ['noeviction', 'ok'],
    ['allkeys-lru', 'error'],
    [undefined, 'warning'],
  ])('finds the eviction policy %s to be %s', (maxmemoryPolicy, level) => {
    expect(levelsOf(maxmemoryPolicy === undefined ? {} : { maxmemoryPolicy })[1]).toBe(level)
  })

  it.each([
    [{ keeps: 'every write' }, 'ok'],
    [{ keeps: 'snapshots' }, 'warning'],
    [{ keeps: 'nothing' }, 'error'],
    [{}, 'warning'],
    [{ keeps: 'every write', cannotKeep: true }, 'error'],
  ] as const)('finds a server with %j to be %s', (facts, level) => {
    expect(levelsOf(facts)[2]).toBe(level)
  })

  it('judges latency by its middle, not by one slow answer', () => {
    expect(latencyFinding([1, 2, 900]).level).toBe('ok')
    expect(latencyFinding([1, 30, 40]).level).toBe('warning')
    expect(latencyFinding([600, 600, 600]).level).toBe('error')
  })

  it('warns of a clock that is seconds off, whichever way', () => {
    expect([0, 1_999, 2_000, -60_000].map((ms) => checkClock(ms).level)).toEqual(['ok', 'ok', 'warning', 'warning'])
    expect(checkClock(-60_000).message).toBe('Redis is 60.0 s behind this machine')
  })
})

describe('the port', () => {
  it('is free, ours, or somebody else’s', async () => {
    const ours = createServer((_, response) => response.end('{"alive":true}'))
    const theirs = createSocketServer((socket) => socket.end('220 mail\r\n'))
    const [own, other] = [await listen(ours), await listen(theirs)]

    expect(await checkPort(() => own)).toMatchObject({ level: 'ok', message: `Horarium answers at ${own}` })
    expect(await checkPort(() => other)).toMatchObject({ level: 'error', message: `${other} is somebody else's` })
    ours.close()
    expect(await checkPort(() => own)).toMatchObject({ level: 'ok', message: `${own} is free` })
  })

  it('is told when it is none', async () => {
    const wrong = (): number => {
      throw new Error("CRON_PORT: 'x' is no port.")
    }

    expect(await checkPort(wrong)).toMatchObject({ level: 'error', message: "CRON_PORT: 'x' is no port." })
  })
})

describe('an instance nobody has started', () => {
  it('is warned of, not condemned', async () => {
    const app = await openTestApp({ jobs: { nightly: job('0 3 * * *'), wrong: job('61 * * * *') } })
    const health = await checkHealth(app)

    expect(checkLastPass(health, app.clock.now())).toMatchObject({
      level: 'warning',
      message: 'none has been made yet',
    })
    expect(checkWorkers(health)).toMatchObject([{ level: 'warning', message: 'none lives' }])
    expect(checkModules(app.configuration())).toMatchObject({
      level: 'error',
      message: expect.stringMatching(/^1 modules, 2 jobs: 1 errors, 0 warnings; the first: .*61/),
    })
  })

  it('has stopped when its last pass is hours old', async () => {
    const app = await openTestApp()
    const lastPass = { at: app.clock.now() - 7_200_000, by: 'cron:run' }
    const health = {
      ...(await checkHealth(app)),
      lastPass,
      healthy: false,
      reasons: ['the last pass was 120 minutes ago'],
    }

    expect(checkLastPass(health, app.clock.now())).toMatchObject({ level: 'error', message: health.reasons[0] })
  })
})

function levelsOf(facts: Partial<Parameters<typeof checkRedisServer>[0]['facts']>): readonly string[] {
  const usual = { name: 'Redis 7.0.15', cannotKeep: false }
  return checkRedisServer({ server: 'redis://host', facts: { ...usual, ...facts } }).map(({ level }) => level)
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
