import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openTestService } from './support/test-service.js'

describe('every refusal is JSON with a code and a remedy', () => {
  it.each([
    ['GET', '/nowhere', {}, 404, 'unknown'],
    ['GET', '/trigger/well', {}, 405, 'method'],
    ['DELETE', '/health', {}, 405, 'method'],
    ['POST', '/api/v1/settings/system/cron/shards', {}, 405, 'method'],
    ['POST', '/trigger/well', { body: '{"params":' }, 400, ''],
    ['POST', '/trigger/well', { body: { params: 7 } }, 400, 'validation'],
    ['POST', '/trigger/well', { body: { __proto__: null, constructor: 1 } }, 400, 'validation'],
    ['POST', '/trigger/well', { body: { params: { a: 'x'.repeat(70_000) } } }, 413, 'body-too-large'],
    ['POST', '/trigger/well', { body: '<a/>', headers: { 'content-type': 'text/xml' } }, 415, 'invalid-media-type'],
  ] as const)('%s %s with %j: %i', async (...[method, path, asked, status, code]) => {
    const { ask } = await openTestService()
    const answer = await ask(method, path, asked)
    expect(answer).toMatchObject({ status, body: { error: expect.any(String) as unknown } })
    expect(answer.body['code']).toContain(code)
    expect(answer.body['remedy']).toMatch(/\w+/)
    expect(answer.body['requestId']).toBe(answer.headers.get('x-request-id'))
  })

  it('says which methods there are', async () => {
    const { ask } = await openTestService()
    const { headers } = await ask('POST', '/api/v1/jobs/well/schedule')
    expect(headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(['GET', 'PUT']))
  })

  it('also of what is no HTTP', async () => {
    const { service } = await openTestService()
    expect(await exchange(service.address, 'HELO there\r\n\r\n')).toMatch(/^HTTP\/1.1 400 .*"code":"unreadable"/s)
    expect(await exchange(service.address, `GET / HTTP/1.1\r\nx: ${'y'.repeat(30_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 /,
    )
  })
})

describe('a request id', () => {
  it('is the caller’s, or one of our own where that is none', async () => {
    const { ask } = await openTestService()
    const idFor = async (sent: string): Promise<string | null> =>
      (await ask('GET', '/livez', { headers: { 'x-request-id': sent } })).headers.get('x-request-id')
    expect(await idFor('abc-1')).toBe('abc-1')
    expect(await idFor('a b')).toMatch(/^[\da-f-]{36}$/)
  })
})

function exchange(address: string, text: string): Promise<string> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.setEncoding('utf8').on('data', (part: string) => {
      answer += part
    })
    socket.on('close', () => resolve(answer)).on('error', reject)
  })
}
