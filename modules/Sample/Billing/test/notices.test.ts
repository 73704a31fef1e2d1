import { describe, expect, it } from 'vitest'
import Notices from '../Model/Expiry/Notices.js'
import { aMailServer, Billing } from './support/billing.js'

const ENDS = '2026-02-08T15:00:00.000Z'

async function aServiceThatEnds(columns: Readonly<Record<string, string>> = {}): Promise<Billing> {
  const billing = await Billing.open()
  billing.addService('web', { status: 'active', expires_at: ENDS, ...columns })
  return billing
}

describe('a notice', () => {
  it('is sent seven, three and one days ahead, and on no other day', async () => {
    const [billing, server] = [await aServiceThatEnds(), await aMailServer()]
    const sent: number[] = []
    for (const day of ['01-31', '02-01', '02-02', '02-03', '02-04', '02-05', '02-06', '02-07', '02-08', '02-09']) {
      const schedule = billing.at(`2026-${day}T09:00:00Z`, { params: { smtp_url: server.url } })
      sent.push((await new Notices().send(schedule)).sent)
    }
    expect(sent).toEqual([0, 1, 0, 0, 0, 1, 0, 1, 0, 0])
    expect(server.mails.map(({ text }) => /Subject: (.*)\r/.exec(text)?.[1])).toEqual([
      'web expires in 7 days',
      'web expires in 3 days',
      'web expires tomorrow',
    ])
  })

  it('whose morning was missed is sent the next, with the days that are left', async () => {
    const [billing, server] = [await aServiceThatEnds(), await aMailServer()]
    await new Notices().send(billing.at('2026-02-02T09:00:00Z', { params: { smtp_url: server.url } }))
    expect(server.mails[0]?.text).toContain('Subject: web expires in 6 days')
  })

  it('is sent again for the next period', async () => {
    const [billing, server] = [await aServiceThatEnds(), await aMailServer()]
    const params = { smtp_url: server.url }
    await new Notices().send(billing.at('2026-02-07T09:00:00Z', { params }))
    billing.store.run(`update billing_service set expires_at = '2026-03-10T15:00:00.000Z'`)
    expect(await new Notices().send(billing.at('2026-03-03T09:00:00Z', { params }))).toMatchObject({ sent: 1 })
  })
})

describe('a notice the server refuses', () => {
  it('fails the run, is tried again, and is given up in the end', async () => {
    const [billing, server] = [await aServiceThatEnds(), await aMailServer()]
    billing.store.run(`update billing_customer set email = 'nobody@shop.test'`)
    const schedule = billing.at('2026-02-07T09:00:00Z', { params: { smtp_url: server.url, max_attempts: '2' } })

    await expect(new Notices().send(schedule)).rejects.toThrow('1 notices were refused')
    expect(await new Notices().send(schedule)).toEqual({ sent: 0, refused: 0, failed: 1 })
    expect(await new Notices().send(schedule)).toEqual({ sent: 0, refused: 0, failed: 0 })
  })
})

describe('without a mail server', () => {
  it('nothing to send is a success', async () => {
    const billing = await aServiceThatEnds()
    const schedule = billing.at('2026-01-31T09:00:00Z')
    expect(await new Notices().send(schedule)).toEqual({ sent: 0, refused: 0, failed: 0 })
  })

  it('something to send is an error, and is sent once there is one', async () => {
    const [billing, server] = [await aServiceThatEnds(), await aMailServer()]
    const morning = '2026-02-01T09:00:00Z'
    await expect(new Notices().send(billing.at(morning))).rejects.toThrow('set parameter smtp_url')
    const schedule = billing.at(morning, { params: { smtp_url: server.url } })
    expect(await new Notices().send(schedule)).toMatchObject({ sent: 1 })
  })
})

it('days that are no numbers are refused', async () => {
  const billing = await Billing.open()
  const run = new Notices().send(billing.at('2026-02-01T09:00:00Z', { params: { days: '7, soon' } }))
  await expect(run).rejects.toThrow('days')
})
