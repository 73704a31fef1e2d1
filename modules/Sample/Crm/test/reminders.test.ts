import { beforeEach, describe, expect, it } from 'vitest'
import EmailReminders from '../Model/Email/Reminders.js'
import PopupReminders from '../Model/Popup/Reminders.js'
import { aMailServer, Crm, NOON } from './support/crm.js'

let crm: Crm
beforeEach(async () => {
  crm = await Crm.open()
  crm.addUsers('ann')
})

/** A reminder of a call at a quarter past twelve, due at noon. */
function remind(columns: Readonly<Record<string, string>>): void {
  const call = { user_id: 'ann', subject: 'Call Bob', remind_at: NOON, starts_at: '2026-01-31T12:15:00.000Z' }
  crm.add('reminder', { ...call, ...columns })
}

describe('a reminder by mail', () => {
  it('is sent when it is due, once', async () => {
    const { url: smtp_url, mails } = await aMailServer()
    remind({ type: 'email' })
    const params = { smtp_url }

    expect(await new EmailReminders().send(crm.at('2026-01-31T11:58:00Z', { params }))).toMatchObject({ sent: 0 })
    expect(await new EmailReminders().send(crm.at(NOON, { params }))).toMatchObject({ sent: 1 })
    expect(await new EmailReminders().send(crm.at('2026-01-31T12:02:00Z', { params }))).toMatchObject({ sent: 0 })
    expect(mails[0]?.text).toContain('Call Bob begins at 2026-01-31 12:15 UTC.')
  })

  it('is dropped when its event began more than an hour ago, or its user is gone', async () => {
    remind({ type: 'email' })
    remind({ type: 'email', user_id: 'gone' })
    const run = await new EmailReminders().send(crm.at('2026-01-31T13:15:01Z'))
    expect(run).toEqual({ sent: 0, refused: 0, failed: 0, dropped: 2 })
  })

  it('is one of ten in a run, the earliest first', async () => {
    const { url: smtp_url } = await aMailServer()
    for (let count = 0; count < 12; count += 1) remind({ type: 'email' })
    const schedule = crm.at(NOON, { params: { smtp_url } })
    expect(await new EmailReminders().send(schedule)).toMatchObject({ sent: 10 })
    expect(await new EmailReminders().send(schedule)).toMatchObject({ sent: 2 })
  })

  it('the server refuses is tried three times', async () => {
    const { url: smtp_url } = await aMailServer()
    crm.store.run(`update crm_user set email = 'nobody@crm.test'`)
    remind({ type: 'email' })
    const schedule = crm.at(NOON, { params: { smtp_url } })
    const runs = [1, 2, 3].map(() => () => new EmailReminders().send(schedule))

    expect(await runs[0]?.()).toMatchObject({ refused: 1 })
    expect(await runs[1]?.()).toMatchObject({ refused: 1 })
    expect(await runs[2]?.()).toMatchObject({ failed: 1 })
    expect(crm.rows('id', 'reminder')).toEqual([])
  })
})

describe('a popup', () => {
  it('lies where the page of its user looks once it is due', async () => {
    remind({ type: 'popup' })
    expect(await new PopupReminders().submit(crm.at('2026-01-31T11:59:00Z'))).toEqual({ submitted: 0, dropped: 0 })
    expect(await new PopupReminders().submit(crm.at(NOON))).toEqual({ submitted: 1, dropped: 0 })
    expect(await new PopupReminders().submit(crm.at(NOON))).toEqual({ submitted: 0, dropped: 0 })
    expect(crm.rows('user_id, subject, submitted_at', 'popup')).toEqual([
      { user_id: 'ann', subject: 'Call Bob', submitted_at: NOON },
    ])
  })

  it('of an event a day ago is dropped, and a mail is none of its business', async () => {
    remind({ type: 'popup' })
    remind({ type: 'email' })
    expect(await new PopupReminders().submit(crm.at('2026-02-01T12:16:00Z'))).toEqual({ submitted: 0, dropped: 1 })
    expect(crm.rows('type', 'reminder')).toEqual([{ type: 'email' }])
  })
})
