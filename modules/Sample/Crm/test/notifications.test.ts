import { beforeEach, describe, expect, it } from 'vitest'
import Notifications from '../Model/Email/Notifications.js'
import { aMailServer, Crm, NOON } from './support/crm.js'

let crm: Crm
beforeEach(async () => {
  crm = await Crm.open()
})

function notify(user_id: string, text: string): void {
  crm.add('notification', { user_id, text, created_at: NOON })
}

const NOTHING = { users: 0, sent: 0, refused: 0, failed: 0 }

describe('notifications', () => {
  it('are mailed under an id of all of them, so that a mail that is sent again with one more is another', async () => {
    const { url: smtp_url, mails } = await aMailServer()
    crm.addUsers('ann')
    for (const text of ['one', 'two']) notify('ann', text)
    await new Notifications().send(crm.at(NOON, { params: { smtp_url } }))
    // As after a crash between the server's word and ours.
    crm.store.run(`update crm_notification set status = 'pending', attempts = 0`)
    notify('ann', 'three')
    await new Notifications().send(crm.at(NOON, { params: { smtp_url } }))

    const ids = mails.map(({ text }) => /Message-ID: <(.*?)@/.exec(text)?.[1])
    expect(ids).toEqual(['notification-1-2-2', 'notification-1-3-3'])
  })

  it('come to each user in one mail, once', async () => {
    const { url: smtp_url, mails } = await aMailServer()
    crm.addUsers('ann', 'bob')
    notify('ann', 'Bob assigned a task to you')
    notify('bob', 'Ann mentioned you')
    notify('ann', 'Bob mentioned you')
    const schedule = crm.at(NOON, { params: { smtp_url } })

    expect(await new Notifications().send(schedule)).toEqual({ ...NOTHING, users: 2, sent: 3 })
    expect(await new Notifications().send(schedule)).toEqual(NOTHING)
    expect(mails.map(({ to }) => to)).toEqual([['ann@crm.test'], ['bob@crm.test']])
    expect(mails[0]?.text).toContain('Subject: 2 notifications')
    expect(mails[1]?.text).toContain('Subject: Ann mentioned you')
  })

  it('the server refuses are tried three times', async () => {
    const { url: smtp_url } = await aMailServer()
    crm.addUsers('nobody')
    notify('nobody', 'You are mentioned')
    const schedule = crm.at(NOON, { params: { smtp_url } })

    expect(await new Notifications().send(schedule)).toEqual({ ...NOTHING, refused: 1 })
    expect(await new Notifications().send(schedule)).toEqual({ ...NOTHING, refused: 1 })
    expect(await new Notifications().send(schedule)).toEqual({ ...NOTHING, failed: 1 })
  })

  it('of a user who is gone are given up without a mail server', async () => {
    notify('gone', 'You are mentioned')
    expect(await new Notifications().send(crm.at(NOON))).toEqual({ ...NOTHING, failed: 1 })
  })

  it('need a mail server only when there are any', async () => {
    expect(await new Notifications().send(crm.at(NOON))).toEqual(NOTHING)
    crm.addUsers('ann')
    notify('ann', 'You are mentioned')
    await expect(new Notifications().send(crm.at(NOON))).rejects.toThrow('set parameter smtp_url')
  })
})
