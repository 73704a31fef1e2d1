import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { findRedisBinary, type RedisBinary, startPrivateRedis } from '../../src/redis/index.js'
import { ask, CACHE } from './project.js'

const ignore = (): void => undefined
const binary = (): Promise<RedisBinary> => findRedisBinary({ cacheDirectory: CACHE, onNotice: ignore })
const writeScript = (file: string, text: string): Promise<void> => writeFile(file, text, { mode: 0o755 })

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hz-private-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

test('every test is given the address of a Redis that lives as long as the run', async () => {
  expect(await ask(inject('redisAddress'), 'PING')).toBe('PONG')
})

describe('a private Redis', () => {
  test('listens on a socket for its owner alone, and on no port', async () => {
    const redis = await startPrivateRedis({ binary: await binary(), directory })
    expect(await ask(redis.address, 'PING')).toBe('PONG')
    expect(await ask(redis.address, 'CONFIG', 'GET', 'port')).toEqual(['port', '0'])
    expect(await ask(redis.address, 'CONFIG', 'GET', 'unixsocketperm')).toEqual(['unixsocketperm', '700'])
    await redis.stop()
    expect(existsSync(redis.address)).toBe(false)
  })

  test('keeps what it was told when it is stopped and started again', async () => {
    const first = await startPrivateRedis({ binary: await binary(), directory })
    await ask(first.address, 'SET', 'bell', 'rung')
    await first.stop()
    const second = await startPrivateRedis({ binary: await binary(), directory })
    expect(await ask(second.address, 'GET', 'bell')).toBe('rung')
    await second.stop()
  })

  test('gets a short socket elsewhere when its directory is too deep for the kernel', async () => {
    const deep = join(directory, 'a'.repeat(60), 'b'.repeat(60))
    await mkdir(deep, { recursive: true })
    const redis = await startPrivateRedis({ binary: await binary(), directory: deep })
    expect(redis.address.length).toBeLessThan(100)
    expect(await ask(redis.address, 'PING')).toBe('PONG')
    await redis.stop()
    expect(existsSync(join(redis.address, '..'))).toBe(false)
  })

  test('says in its own last words why it did not start', async () => {
    const order = { binary: await binary(), directory, socket: '/proc/nowhere/r.sock' }
    await expect(startPrivateRedis(order)).rejects.toMatchObject({
      code: 'redis-unreachable',
      message: expect.stringContaining('Failed opening Unix socket'),
    })
  })

  test('ends at once when it is killed', async () => {
    const redis = await startPrivateRedis({ binary: await binary(), directory })
    redis.kill()
    await redis.stop()
    await expect(ask(redis.address, 'PING')).rejects.toThrow('ECONNREFUSED')
  })
})

describe('the search for a binary', () => {
  test('takes what is on PATH before anything else', async () => {
    const found = await binary()
    const bin = join(directory, 'bin')
    await mkdir(bin)
    await writeScript(join(bin, 'valkey-server'), `#!/bin/sh\necho ${found.path}\n`)
    const again = await findRedisBinary({ cacheDirectory: join(directory, 'none'), onNotice: ignore, path: bin })
    expect(again).toEqual({ path: join(bin, 'valkey-server'), origin: 'path' })
  })

  test('passes over a server on PATH that does not run', async () => {
    await writeScript(join(directory, 'redis-server'), '#!/bin/sh\nexit 1\n')
    const found = await findRedisBinary({ cacheDirectory: CACHE, onNotice: ignore, path: directory })
    expect(found.path).not.toContain(directory)
  })

  test('says what to install where nothing can be unpacked', async () => {
    await writeScript(join(directory, 'a-file'), '')
    const cacheDirectory = join(directory, 'a-file', 'cache')
    await expect(findRedisBinary({ cacheDirectory, onNotice: ignore, path: '' })).rejects.toMatchObject({
      code: 'redis-unreachable',
      message: expect.stringMatching(/brew install[^]*dnf[^]*apk[^]*apt-get[^]*docker[^]*REDIS_URL/),
    })
  })
})
