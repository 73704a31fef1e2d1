import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import Check from '../Model/Update/Check.js'
import { isNewer } from '../Model/Update/version.js'
import { makeSite } from './support/site.js'

interface Address {
  readonly url: string
  status: number
  body: string
  asked: number
}

/** A real HTTP server that is asked for the newest version; it is stopped after the test. */
async function startAddress(body: string): Promise<Address> {
  const state = { status: 200, body, asked: 0, url: '' }
  const server = createServer((_request, response) => {
    state.asked += 1
    response.writeHead(state.status).end(state.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/newest.json`
  return state
}

const MIDNIGHT = '2026-01-31T00:00:00Z'

describe('an update check', () => {
  it('succeeds and says so where there is nobody to ask', async () => {
    const run = makeSite().schedule(MIDNIGHT, { installed: '6.4.0' })
    expect(await new Check().run(run)).toEqual({ installed: '6.4.0', updateAvailable: false, from: 'nowhere' })
    expect(run.message).toBe('parameter url is empty: nobody was asked')
  })

  it('warns of a newer version when it sees it first, and not each day again', async () => {
    const site = makeSite()
    const { url } = await startAddress('{"version": "6.10.0"}')
    const first = site.schedule(MIDNIGHT, { url, installed: '6.9.1' })
    const result = { installed: '6.9.1', newest: '6.10.0', updateAvailable: true, from: 'address' }
    expect(await new Check().run(first)).toEqual(result)
    expect(first.lines).toMatchObject([{ level: 'warn', fields: { installed: '6.9.1', newest: '6.10.0' } }])
    const second = site.schedule('2026-02-01T00:00:00Z', { url, installed: '6.9.1' })
    expect(await new Check().run(second)).toEqual(result)
    expect(second).toMatchObject({ lines: [], message: '6.10.0 is available' })
  })

  it('is content with the newest', async () => {
    const { url } = await startAddress('{"version": "6.9.1"}')
    const run = makeSite().schedule(MIDNIGHT, { url, installed: '6.9.1' })
    expect(await new Check().run(run)).toMatchObject({ updateAvailable: false })
    expect(run).toMatchObject({ lines: [], message: '6.9.1 is the newest' })
  })

  it('does not ask again before what it knows has expired', async () => {
    const site = makeSite()
    const address = await startAddress('{"version": "2.0.0"}')
    const check = async (at: string): Promise<string> =>
      (await new Check().run(site.schedule(at, { url: address.url, cache_minutes: '30' }))).from
    expect(await check('2026-01-31T00:00:00Z')).toBe('address')
    expect(await check('2026-01-31T00:29:59Z')).toBe('cache')
    expect(await check('2026-01-31T00:30:00Z')).toBe('address')
    expect(address.asked).toBe(2)
  })

  it.each([
    [500, '{"version": "2.0.0"}', 'answered 500'],
    [200, '<html>', 'did not answer with a version'],
    [200, '{"version": "latest"}', 'did not answer with a version'],
    [200, `{"version": "2.0.0"${' '.repeat(70_000)}}`, 'answered more than 65536 bytes'],
  ])('fails when it is answered %i %.22s', async (status, body, why) => {
    const site = makeSite()
    const address = await startAddress(body)
    address.status = status
    await expect(new Check().run(site.schedule(MIDNIGHT, { url: address.url }))).rejects.toThrow(why)
    expect(site.store.all('select * from site_cache')).toEqual([])
  })

  it('names every parameter that is wrong', async () => {
    const run = new Check().run(makeSite().schedule(MIDNIGHT, { url: 'here', installed: 'v6' }))
    await expect(run).rejects.toThrow(/url.*must be a URL.*installed.*must be a version/s)
  })
})

it.each([
  ['6.10.0', '6.9.9', true],
  ['6.9.9', '6.10.0', false],
  ['6.5', '6.5.0', false],
  ['6.5.0.1', '6.5', true],
  ['7', '6.99.99', true],
])('%s comes after %s: %s', (candidate, installed, expected) => {
  expect(isNewer(candidate, installed)).toBe(expected)
})
