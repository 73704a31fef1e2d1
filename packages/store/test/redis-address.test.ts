import { parseRedisAddress } from '@horarium/store'
import { describe, expect, it } from 'vitest'

const LOCAL = [
  { host: 'h1', port: 7001 },
  { host: 'h2', port: 6379 },
]

describe('the address of a cluster', () => {
  it('names some of its nodes, with one login for all', () => {
    expect(parseRedisAddress('rediss+cluster://ann:s%40cret@h1:7001,h2')).toEqual({
      kind: 'cluster',
      nodes: LOCAL,
      login: { username: 'ann', password: 's@cret' },
      tls: true,
    })
  })

  it.each(['redis+cluster://h1:7001,h2', 'redis+cluster://h1:7001,h2/', 'redis+cluster://h1:7001,h2/0'])(
    'needs no more than that (%s)',
    (text) => {
      expect(parseRedisAddress(text)).toEqual({ kind: 'cluster', nodes: LOCAL, login: {}, tls: false })
    },
  )
})

describe('the address of a master behind Sentinels', () => {
  it('names the Sentinels, the master and the database, with a login for each', () => {
    const text = 'redis+sentinel://:one@[::1]:1,h2/main/3?sentinel_username=bob&sentinel_password=two%26'
    expect(parseRedisAddress(text)).toEqual({
      kind: 'sentinel',
      sentinels: [
        { host: '::1', port: 1 },
        { host: 'h2', port: 26379 },
      ],
      master: 'main',
      database: 3,
      login: { password: 'one' },
      sentinelLogin: { username: 'bob', password: 'two&' },
      tls: false,
    })
  })

  it('needs no login, and database 0 is meant where none is named', () => {
    expect(parseRedisAddress('rediss+sentinel://h/main')).toMatchObject({ database: 0, login: {}, tls: true })
  })
})

describe('an address of one server', () => {
  it.each(['/run/redis.sock', 'unix:///run/redis.sock'])('may be a socket (%s)', (text) => {
    expect(parseRedisAddress(text)).toEqual({ kind: 'socket', path: '/run/redis.sock' })
  })

  it.each(['redis://h', 'rediss://ann:s%40@h:1/2', 'redis://[::1]:6379/'])('may be a URL (%s)', (url) => {
    expect(parseRedisAddress(url)).toEqual({ kind: 'single', url })
  })
})

it.each([
  '',
  'h:6379',
  'redis://',
  'redis+cluster://',
  'redis+cluster://h1,',
  'redis+cluster://h1:70000',
  'redis+cluster://h1:7001/1',
  'redis+cluster://h1:7001?db=1',
  'redis+cluster://a b:1',
  'redis+cluster://:%zz@h',
  'redis+sentinel://h',
  'redis+sentinel://h/main/zero',
  'redis+ring://h',
])('%j is no address', (text) => {
  expect(parseRedisAddress(text)).toBeUndefined()
})
