import { join } from 'node:path'
import { type Rehearsal, rehearse } from '@horarium/sdk/testing'
import { expect, it } from 'vitest'
import { aMailServer, Billing } from './support/billing.js'

const MODULE = join(import.meta.dirname, '..')
const JOBS = ['deliver_services', 'expire_services', 'renewal_invoices', 'expiry_notice', 'database_backup']

/** The 31st of January, with one service that expires in seven days and one that is ordered and paid at noon. */
async function aDay(billing: Billing, smtp_url: string): Promise<Rehearsal> {
  billing.addService('web', { status: 'active', expires_at: '2026-02-07T15:00:00.000Z' })
  billing.addService('mail')
  billing.addPaid('mail', '2026-01-31T12:00:00.000Z')
  const own: Readonly<Record<string, object>> = {
    expiry_notice: { smtp_url },
    database_backup: { folder: join(billing.folder, 'copies') },
  }
  const params = JOBS.map((job) => [`billing_${job}`, { store: billing.file, ...own[job] }] as const)
  return rehearse({
    modules: [MODULE],
    from: '2026-01-31T00:00:00Z',
    to: '2026-02-01T00:00:00Z',
    params: Object.fromEntries(params),
  })
}

it('a day has a notice at nine, eight times renewals, two backups, and a look at every minute', async () => {
  const [billing, server] = [await Billing.open(), await aMailServer()]

  const day = await aDay(billing, server.url)

  expect(day.problems).toEqual([])
  expect(day.entries.filter(({ status }) => status !== 'success')).toEqual([])
  expect(JOBS.map((job) => day.runs(`billing_${job}`).length)).toEqual([1_440, 1_440, 8, 1, 2])
  const [notice] = day.runs('billing_expiry_notice')
  expect(notice).toMatchObject({ scheduledAt: new Date('2026-01-31T09:00:00Z'), result: { sent: 1 } })
  expect(server.mails.map(({ to }) => to)).toEqual([['ann@shop.test']])
  expect(day.runs('billing_renewal_invoices').map(({ result }) => result)).toContainEqual({ written: 1 })
  expect(billing.service('mail')).toEqual({ status: 'active', expires_at: '2026-03-02T12:00:00.000Z' })
})
