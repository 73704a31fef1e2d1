import { once } from 'node:events'
import {
  appendFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ensureRedis, type RedisLease } from '../../src/redis/index.js'
import { endServer } from '../../src/redis/running-server.js'
import { readRecord } from '../../src/redis/server-record.js'
import { ask, makeProject, pidOf, startMember } from './project.js'

const share = (projectDirectory: string): Promise<RedisLease> => {
  const { REDIS_URL: _, ...environment } = process.env
  return ensureRedis({ projectDirectory, environment, onNotice: () => undefined })
}
const recordOf = (project: string): ReturnType<typeof readRecord> =>
  readRecord(join(project, '.horarium/redis/server.json'))

describe('the Redis of a project', () => {
  test('is one server for processes that start at the same moment', async () => {
    const project = makeProject()
    const members = await Promise.all([1, 2, 3, 4].map(() => startMember(project)))
    const pids = await Promise.all(members.map(({ address }) => pidOf(address)))
    expect(new Set(pids).size).toBe(1)
    expect(readdirSync(join(project, '.horarium/redis/members'))).toHaveLength(4)
    await Promise.all(members.map((member) => member.leave()))
    await expect(ask(members[0]?.address ?? '', 'PING')).rejects.toThrow('ENOENT')
  })

  test('says what and where it is, and leaves nothing outside .horarium', async () => {
    const project = makeProject()
    const lease = await share(project)
    expect(lease).toMatchObject({ kind: 'embedded', address: join(project, '.horarium/redis.sock') })
    expect(lease.description).toMatch(/^(Redis|Valkey) \d+\.\d+\.\d+, embedded, \.horarium\/redis\.sock$/)
    await lease.leave()
    expect(readdirSync(project)).toEqual(['.horarium'])
    expect(existsSync(lease.address)).toBe(false)
  })

  test('is stopped by the last to leave, and by nobody before', async () => {
    const project = makeProject()
    const [first, second] = [await startMember(project), await startMember(project)]
    await first.leave()
    expect(await ask(second.address, 'PING')).toBe('PONG')
    await second.leave()
    await expect(ask(second.address, 'PING')).rejects.toThrow('ENOENT')
  })

  test('is kept while one process still holds one of its two leases', async () => {
    const project = makeProject()
    const [first, second] = [await share(project), await share(project)]
    await first.leave()
    await first.leave()
    expect(await ask(second.address, 'PING')).toBe('PONG')
    await second.leave()
    expect(recordOf(project)).toBeUndefined()
  })

  test('keeps what it was told from one life to the next', async () => {
    const project = makeProject()
    const first = await share(project)
    await ask(first.address, 'SET', 'bell', 'rung')
    await first.leave()
    const second = await share(project)
    expect(await ask(second.address, 'GET', 'bell')).toBe('rung')
    await second.leave()
  })

  test('does not keep a process alive that has nothing else to do', async () => {
    const project = makeProject()
    const idle = await startMember(project, 'idle')
    if (idle.process.exitCode === null) await once(idle.process, 'exit')
    expect(idle.process.exitCode).toBe(0)
  })
})

describe('after a kill -9', () => {
  test('of the process that started it, the server is found by the next one, which then stops it', async () => {
    const project = makeProject()
    const first = await startMember(project)
    await ask(first.address, 'SET', 'bell', 'rung')
    const pid = await pidOf(first.address)
    await first.crash()
    const second = await share(project)
    expect(await pidOf(second.address)).toBe(pid)
    expect(await ask(second.address, 'GET', 'bell')).toBe('rung')
    await second.leave()
    await expect(ask(second.address, 'PING')).rejects.toThrow('ENOENT')
  })

  test('of the server, the next process replaces it, with the same data at the same address', async () => {
    const project = makeProject()
    const first = await share(project)
    await ask(first.address, 'SET', 'bell', 'rung')
    await killServer(project)
    const second = await share(project)
    expect(second.address).toBe(first.address)
    expect(await ask(first.address, 'GET', 'bell')).toBe('rung')
    await second.leave()
    expect(await ask(first.address, 'PING')).toBe('PONG')
    await first.leave()
  })

  test('of the server, those who share it bring it back, one server for all of them', async () => {
    const project = makeProject()
    const [first, second] = [await share(project), await share(project)]
    await ask(first.address, 'SET', 'bell', 'rung')
    await killServer(project)
    await Promise.all([first.restore(), second.restore(), first.restore()])
    expect(await pidOf(first.address)).toBe(Number.parseInt(recordOf(project)?.server ?? '', 10))
    expect(await ask(second.address, 'GET', 'bell')).toBe('rung')
    await Promise.all([first.leave(), second.leave()])
    await expect(ask(first.address, 'PING')).rejects.toThrow('ENOENT')
  })

  test('of the server in the middle of a write, a torn end of its file is cut off', async () => {
    const project = makeProject()
    const first = await share(project)
    await ask(first.address, 'SET', 'bell', 'rung')
    await killServer(project)
    const folder = join(project, '.horarium/redis/data/appendonlydir')
    const last = readdirSync(folder).find((name) => name.endsWith('.incr.aof')) ?? ''
    appendFileSync(join(folder, last), '*3\r\n$3\r\nSET\r\n$4\r\nbe')
    const second = await share(project)
    expect(await ask(second.address, 'GET', 'bell')).toBe('rung')
    await Promise.all([first.leave(), second.leave()])
  })

  test('of its starter before the server was written down, the server is adopted and stopped all the same', async () => {
    const project = makeProject()
    const first = await startMember(project)
    const pid = await pidOf(first.address)
    await first.crash()
    rmSync(join(project, '.horarium/redis/server.json'))
    const second = await share(project)
    expect(await pidOf(second.address)).toBe(pid)
    await second.leave()
    await expect(ask(second.address, 'PING')).rejects.toThrow('ENOENT')
  })
})

describe('a project whose path is too long for a socket', () => {
  const DEEP = `${'a'.repeat(60)}/${'b'.repeat(60)}`

  test('has its server elsewhere, found by all its processes, and cleared away with the last', async () => {
    const project = makeProject(DEEP)
    const [first, second] = [await startMember(project), await share(project)]
    expect(Buffer.byteLength(second.address)).toBeLessThanOrEqual(100)
    expect(first.address).toBe(second.address)
    expect(second.description).toContain(second.address)
    await Promise.all([first.leave(), second.leave()])
    expect(existsSync(dirname(second.address))).toBe(false)
  })

  test('gets its server back at the same address after both it and its folder are gone', async () => {
    const project = makeProject(DEEP)
    const first = await share(project)
    await ask(first.address, 'SET', 'bell', 'rung')
    rmSync(dirname(first.address), { recursive: true })
    await killServer(project)
    const second = await share(project)
    expect(second.address).toBe(first.address)
    expect(await ask(second.address, 'GET', 'bell')).toBe('rung')
    await Promise.all([first.leave(), second.leave()])
  })
})

describe('a record that was not written here', () => {
  test('does not lead a copied project to the server of the original', async () => {
    const [project, copy] = [makeProject(), makeProject()]
    const original = await share(project)
    rmSync(join(copy, '.horarium'), { recursive: true })
    cpSync(project, copy, { recursive: true, filter: (path) => !lstatSync(path).isSocket() })
    const lease = await share(copy)
    expect(lease.address).toBe(join(copy, '.horarium/redis.sock'))
    await lease.leave()
    expect(await ask(original.address, 'PING')).toBe('PONG')
    await original.leave()
  })

  test('removes nothing but the folder of a socket of ours', async () => {
    const [project, elsewhere] = [makeProject(), makeProject()]
    const lease = await share(project)
    const file = join(project, '.horarium/redis/server.json')
    const record = JSON.parse(readFileSync(file, 'utf8')) as object
    mkdirSync(join(elsewhere, 'kept'))
    writeFileSync(file, JSON.stringify({ ...record, socket: join(elsewhere, 'redis.sock') }))
    await lease.leave()
    expect(existsSync(join(elsewhere, 'kept'))).toBe(true)
  })
})

test('a project that cannot be written to is told to set REDIS_URL', async () => {
  const project = makeProject()
  rmSync(join(project, '.horarium'), { recursive: true })
  writeFileSync(join(project, '.horarium'), '')
  await expect(share(project)).rejects.toMatchObject({
    code: 'redis-unreachable',
    message: expect.stringContaining('REDIS_URL'),
  })
})

async function killServer(project: string): Promise<void> {
  const record = recordOf(project)
  if (!record?.server) throw new Error('no server to kill')
  process.kill(Number.parseInt(record.server, 10), 'SIGKILL')
  // Waits until it is gone; there is nothing left to end.
  await endServer(record)
}
