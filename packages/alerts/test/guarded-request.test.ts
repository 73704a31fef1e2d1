import { type Guard, guardedRequest } from '@horarium/alerts'
import { describe, expect, it } from 'vitest'
import { isPublicAddress } from '../src/client/public-address.js'
import { startReceiver } from './support/receiver.js'

const CLOSED: Guard = { allowPrivate: false }

function get(url: string, guard: Guard): Promise<void> {
  return guardedRequest({ url, method: 'GET' }, guard)
}

const CLOSED_ADDRESSES =
  '127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ' +
  '::1 :: fe80::1 fd00::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::a00:1 2002:7f00:1:: 2001:0:1:: 2001:db8::1 ff02::1'

describe('an address of the open internet', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111'])('is %s', (address) => {
    expect(isPublicAddress(address, address.includes(':') ? 6 : 4)).toBe(true)
  })

  it.each(CLOSED_ADDRESSES.split(' '))('is not %s', (address) => {
    expect(isPublicAddress(address, address.includes(':') ? 6 : 4)).toBe(false)
  })
})

describe('a request', () => {
  it.each([
    'http://127.0.0.1:1/',
    'http://2130706433:1/',
    'http://0x7f.1:1/',
    'http://[::1]:1/',
    'http://[::ffff:10.0.0.1]:1/',
    'http://localhost:1/',
  ])('to %s is refused, however it is written', async (url) => {
    await expect(get(url, CLOSED)).rejects.toThrow('is a private address')
  })

  it('goes to no name that stands for a private address, even beside an open one', async () => {
    const resolve: Guard['resolve'] = (_, done) => {
      done(null, [
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.7', family: 4 },
      ])
    }

    await expect(get('http://rebound.test/', { ...CLOSED, resolve })).rejects.toThrow('10.0.0.7 is a private address')
  })

  it('asks for the address once, and connects to what it was told', async () => {
    const receiver = await startReceiver()
    let asked = 0
    const resolve: Guard['resolve'] = (_, done) => {
      asked += 1
      done(null, [{ address: '127.0.0.1', family: 4 }])
    }
    const port = new URL(receiver.url).port

    await get(`http://name.test:${port}/`, { allowPrivate: true, resolve })

    expect(asked).toBe(1)
    expect(receiver.received[0]?.headers.host).toBe(`name.test:${port}`)
  })

  it.each([
    [302, 'answered 302; redirects are not followed'],
    [404, 'answered 404'],
    [503, 'answered 503'],
  ])('that is answered %i has failed', async (status, sentence) => {
    const receiver = await startReceiver(status)

    await expect(get(receiver.url, { allowPrivate: true })).rejects.toThrow(sentence)

    expect(receiver.received).toHaveLength(1)
  })

  it('that is not answered in time is given up', async () => {
    const { url } = await startReceiver(0)

    await expect(get(url, { allowPrivate: true, withinMs: 100 })).rejects.toThrow('no answer within 0.1 s')
  })

  it('is made over HTTP only', async () => {
    await expect(get('file:///etc/passwd', CLOSED)).rejects.toThrow('file: is not spoken')
  })
})
