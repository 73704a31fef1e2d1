import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest'
import { withoutPassword } from '../../src/redis/external-redis.js'
import {
  ensureRedis,
  findRedisBinary,
  type PrivateRedis,
  type RedisLease,
  startPrivateRedis,
} from '../../src/redis/index.js'
import { ask, CACHE } from './project.js'

const notices: string[] = []
const onNotice = (sentence: string): void => {
  notices.push(sentence)
}
beforeEach(() => {
  notices.length = 0
})

function use(REDIS_URL: string, unsafeEviction = false): Promise<RedisLease> {
  return ensureRedis({ projectDirectory: '/nowhere', environment: { REDIS_URL }, onNotice, unsafeEviction })
}

describe('REDIS_URL', () => {
  test.each(['', 'unix://'])("may be the path of a socket (%s'/...')", async (prefix) => {
    const lease = await use(prefix + inject('redisAddress'))
    expect(lease).toMatchObject({ kind: 'external', address: inject('redisAddress') })
    await lease.leave()
    expect(await ask(lease.address, 'PING')).toBe('PONG')
  })

  test.each([
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis://host/name',
    'redis.sock',
    'redis+cluster://host/1',
    'redis+sentinel://host:26379',
  ])('that is no address is refused by name, with what one looks like (%s)', async (url) => {
    await expect(use(url)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining(`'${url}' is not an address. It reads redis://`),
    })
  })

  test('that nobody answers at is named without its password', async () => {
    const refusal = use('redis://ann:s3cr:t@127.0.0.1:1/0')
    await expect(refusal).rejects.toMatchObject({
      code: 'redis-unreachable',
      message: expect.stringMatching(/^No Redis answers at redis:\/\/ann:\*\*\*@127\.0\.0\.1:1\/0 .*ECONNREFUSED.*\.$/),
    })
    await expect(refusal).rejects.not.toThrow('s3cr')
  })

  test('that names several is told of all that do not answer', async () => {
    const refusal = use('redis+cluster://:s3cr3t@127.0.0.1:1,127.0.0.1:2')
    await expect(refusal).rejects.toThrow(
      /^No Redis answers at redis\+cluster:\/\/:\*\*\*@127\.0\.0\.1:1,127.*127\.0\.0\.1:1, .*127\.0\.0\.1:2\.$/,
    )
    await expect(use('redis+sentinel://127.0.0.1:1/main')).rejects.toMatchObject({ code: 'redis-unreachable' })
  })

  test('where something else answers is refused', async () => {
    const stranger = await listen((server) => server.on('connection', (socket) => socket.end('HTTP/1.1 400\r\n\r\n')))
    await expect(use(`redis://127.0.0.1:${stranger}`)).rejects.toThrow('does not speak the Redis protocol')
  })

  test('where something accepts and keeps silent is given up', async () => {
    const silent = await listen(() => undefined)
    await expect(use(`redis://127.0.0.1:${silent}`)).rejects.toThrow('No answer in time')
  })

  test.each([
    ['redis://:p@ss@host:1/0', 'redis://:***@host:1/0'],
    ['rediss://u:p/w@host', 'rediss://u:***@host'],
    ['u:p@host', 'u:***@host'],
    ['redis://host?password=p&db=1', 'redis://host?password=***&db=1'],
    ['redis://[::1]:6379', 'redis://[::1]:6379'],
    ['rediss+cluster://u:p@ss@h1:1,h2:2', 'rediss+cluster://u:***@h1:1,h2:2'],
    ['redis+sentinel://:p@h/m?sentinel_password=q', 'redis+sentinel://:***@h/m?sentinel_password=***'],
  ])('is shown without its password (%s)', (url, shown) => {
    expect(withoutPassword(url)).toBe(shown)
  })
})

describe('a Redis that drops entries when it is full', () => {
  let redis: PrivateRedis
  const directory = mkdtempSync(join(tmpdir(), 'hz-eviction-'))
  beforeEach(async () => {
    const binary = await findRedisBinary({ cacheDirectory: CACHE, onNotice })
    redis = await startPrivateRedis({ binary, directory, appendOnly: false })
    await ask(redis.address, 'CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru')
  })
  afterEach(async () => {
    await redis.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  test('is refused', async () => {
    await expect(use(redis.address)).rejects.toMatchObject({
      code: 'redis-unsafe',
      message: expect.stringContaining('allkeys-lru'),
    })
  })

  test('is refused also where CONFIG is forbidden', async () => {
    await ask(redis.address, 'ACL', 'SETUSER', 'default', '-config')
    await expect(use(redis.address)).rejects.toMatchObject({ code: 'redis-unsafe' })
  })

  test('is suspected, aloud, where it does not tell', async () => {
    await ask(redis.address, 'ACL', 'SETUSER', 'default', '-config', '-info')
    await use(redis.address)
    expect(notices).toEqual([expect.stringContaining('does not tell its maxmemory-policy')])
  })

  test('is used, with a notice, when one insists', async () => {
    await use(redis.address, true)
    expect(notices).toEqual([expect.stringContaining('allkeys-lru')])
  })

  test('lets in nobody without its password, and says so', async () => {
    await ask(redis.address, 'CONFIG', 'SET', 'requirepass', 'open-sesame')
    await expect(use(redis.address)).rejects.toThrow('NOAUTH')
  })
})

async function listen(prepare: (server: Server) => unknown): Promise<number> {
  const server = createServer()
  prepare(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
  })
  const bound = server.address()
  return typeof bound === 'object' && bound ? bound.port : 0
}
