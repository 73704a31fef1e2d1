import { describe, expect, it } from 'vitest'
import Renewals from '../Model/Invoices/Renewals.js'
import Delivery from '../Model/Services/Delivery.js'
import Expiry from '../Model/Services/Expiry.js'
import { Billing } from './support/billing.js'

const NOON = '2026-01-31T12:00:00.000Z'
const ENDS = '2026-02-02T12:00:00.000Z'

describe('delivering', () => {
  it('begins a service whose invoice is paid, for one period', async () => {
    const billing = await Billing.open()
    billing.addService('web')
    billing.addPaid('web', NOON)

    expect(await new Delivery().deliver(billing.at(NOON))).toEqual({ delivered: 1, prolonged: 0 })
    expect(billing.service('web')).toEqual({ status: 'active', expires_at: '2026-03-02T12:00:00.000Z' })
  })

  it('applies an invoice once, and none that is not paid yet', async () => {
    const billing = await Billing.open()
    billing.addService('web')
    billing.addPaid('web', NOON)

    expect(await new Delivery().deliver(billing.at('2026-01-31T11:59:00Z'))).toMatchObject({ delivered: 0 })
    await new Delivery().deliver(billing.at(NOON))
    expect(await new Delivery().deliver(billing.at('2026-01-31T12:01:00Z'))).toEqual({ delivered: 0, prolonged: 0 })
  })

  it('prolongs a service that runs from its end, and begins an expired one anew', async () => {
    const billing = await Billing.open()
    billing.addService('web', { status: 'active', expires_at: ENDS })
    billing.addService('old', { status: 'expired', expires_at: '2025-12-01T00:00:00.000Z' })
    for (const id of ['web', 'old']) billing.addPaid(id, NOON)

    expect(await new Delivery().deliver(billing.at(NOON))).toEqual({ delivered: 1, prolonged: 1 })
    expect(billing.service('web')).toMatchObject({ expires_at: '2026-03-04T12:00:00.000Z' })
    expect(billing.service('old')).toEqual({ status: 'active', expires_at: '2026-03-02T12:00:00.000Z' })
  })

  it('leaves for the next run what is beyond the batch', async () => {
    const billing = await Billing.open()
    for (const id of ['a', 'b', 'c']) {
      billing.addService(id)
      billing.addPaid(id, NOON)
    }
    const schedule = billing.at(NOON, { params: { batch: '2' } })

    expect(await new Delivery().deliver(schedule)).toMatchObject({ delivered: 2 })
    expect(await new Delivery().deliver(schedule)).toMatchObject({ delivered: 1 })
  })

  it('refuses a batch that is no number', async () => {
    const billing = await Billing.open()
    const run = new Delivery().deliver(billing.at(NOON, { params: { batch: 'many' } }))
    await expect(run).rejects.toThrow('must be a whole number from 1 to 10000')
  })
})

describe('expiring', () => {
  it('ends a service at its instant and not before', async () => {
    const billing = await Billing.open()
    billing.addService('web', { status: 'active', expires_at: ENDS })

    expect(new Expiry().expire(billing.at('2026-02-02T11:59:00Z'))).toEqual({ expired: 0 })
    expect(new Expiry().expire(billing.at(ENDS))).toEqual({ expired: 1 })
    expect(billing.service('web')).toMatchObject({ status: 'expired' })
  })

  it('spares a service whose renewal is paid and waits', async () => {
    const billing = await Billing.open()
    billing.addService('web', { status: 'active', expires_at: ENDS })
    billing.addPaid('web', ENDS)

    expect(new Expiry().expire(billing.at(ENDS))).toEqual({ expired: 0 })
    await new Delivery().deliver(billing.at(ENDS))
    expect(billing.service('web')).toMatchObject({ expires_at: '2026-03-04T12:00:00.000Z' })
  })
})

describe('renewal invoices', () => {
  it('are written once for each period, seven days ahead', async () => {
    const billing = await Billing.open()
    billing.addService('web', { status: 'active', expires_at: ENDS })
    billing.addService('later', { status: 'active', expires_at: '2026-02-07T12:00:00.001Z' })
    billing.addService('ordered')

    expect(await new Renewals().write(billing.at(NOON))).toEqual({ written: 1 })
    expect(await new Renewals().write(billing.at('2026-01-31T15:00:00Z'))).toEqual({ written: 1 })
    expect(await new Renewals().write(billing.at('2026-01-31T18:00:00Z'))).toEqual({ written: 0 })
  })

  it('are for the price and the period of the service', async () => {
    const billing = await Billing.open()
    billing.addService('web', { status: 'active', expires_at: ENDS, price_cents: 1250 })
    await new Renewals().write(billing.at(NOON))

    const invoices = billing.store.all('select service_id, begins_at, amount_cents, paid_at from billing_invoice')
    expect(invoices).toEqual([{ service_id: 'web', begins_at: ENDS, amount_cents: 1250, paid_at: null }])
  })
})
