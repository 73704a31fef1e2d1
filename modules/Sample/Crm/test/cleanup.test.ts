import { beforeEach, describe, expect, it } from 'vitest'
import Cleanup from '../Model/Cleanup.js'
import Articles from '../Model/Knowledge/Articles.js'
import { Crm, NOON } from './support/crm.js'

let crm: Crm
beforeEach(async () => {
  crm = await Crm.open()
})

const YEARS_AGO = '2020-01-01T00:00:00.000Z'

function addOldRows(): void {
  crm.add('mass_email', { id: 'news', subject: 'News', body: 'Hello', starts_at: YEARS_AGO, status: 'complete' })
  crm.add('contact', { id: 'c1', name: 'Gone', email: 'gone@else.test', deleted_at: YEARS_AGO })
  crm.add('mass_email_contact', { mass_email_id: 'news', contact_id: 'c1' })
  crm.add('mass_email_queue', { mass_email_id: 'news', contact_id: 'c1', status: 'sent', updated_at: YEARS_AGO })
  crm.add('notification', { user_id: 'ann', text: 'Hello', created_at: YEARS_AGO, status: 'sent' })
  crm.add('popup', { reminder_id: 1, user_id: 'ann', subject: 'x', starts_at: YEARS_AGO, submitted_at: YEARS_AGO })
  crm.add('webhook_event', { webhook_id: 'w1', payload: '{}', status: 'failed', due_at: YEARS_AGO })
}

const ONE_OF_EACH = { 'mass mail': 1, notifications: 1, popups: 1, 'webhook events': 1, 'deleted contacts': 1 }

describe('cleaning', () => {
  it('removes what is finished and old, and a deleted contact with its places on lists', async () => {
    addOldRows()
    expect(await new Cleanup().run(crm.at(NOON))).toEqual(ONE_OF_EACH)
    for (const table of [
      'mass_email_queue',
      'notification',
      'popup',
      'webhook_event',
      'contact',
      'mass_email_contact',
    ]) {
      expect(crm.rows('rowid', table)).toEqual([])
    }
  })

  it('leaves what still waits, however old', async () => {
    crm.add('notification', { user_id: 'ann', text: 'Hello', created_at: YEARS_AGO })
    crm.add('webhook_event', { webhook_id: 'w1', payload: '{}', due_at: YEARS_AGO })
    expect(Object.values(await new Cleanup().run(crm.at(NOON)))).toEqual([0, 0, 0, 0, 0])
  })

  it('keeps what is exactly as old as the limit, and removes it a millisecond later', async () => {
    crm.add('notification', { user_id: 'ann', text: 'x', created_at: '2026-01-01T12:00:00.000Z', status: 'sent' })
    const params = { notification_days: '30' }
    expect(await new Cleanup().run(crm.at(NOON, { params }))).toMatchObject({ notifications: 0 })
    expect(await new Cleanup().run(crm.at('2026-01-31T12:00:00.001Z', { params }))).toMatchObject({ notifications: 1 })
  })

  it('removes more than fits into one batch', async () => {
    const notification = { user_id: 'ann', text: 'x', created_at: YEARS_AGO, status: 'sent' }
    crm.store.together(() => {
      for (let count = 0; count < 2_001; count += 1) crm.add('notification', notification)
    })
    expect(await new Cleanup().run(crm.at(NOON))).toMatchObject({ notifications: 2_001 })
  })

  it('only counts in a dry run', async () => {
    addOldRows()
    expect(await new Cleanup().run(crm.at(NOON, { params: { dry_run: '1' } }))).toEqual(ONE_OF_EACH)
    expect(crm.rows('text', 'notification')).toEqual([{ text: 'Hello' }])
  })

  it('goes on after a step that failed, and then fails with its reason', async () => {
    addOldRows()
    crm.store.exec(`create trigger stuck before delete on crm_notification begin select raise(abort, 'stuck'); end`)
    await expect(new Cleanup().run(crm.at(NOON))).rejects.toThrow(/^notifications: .*stuck/)
    expect(crm.rows('rowid', 'popup')).toEqual([])
  })

  it('removes nothing with days that are no number', async () => {
    addOldRows()
    await expect(new Cleanup().run(crm.at(NOON, { params: { popup_days: '0' } }))).rejects.toThrow('popup_days')
    expect(crm.rows('text', 'notification')).toHaveLength(1)
  })
})

describe('articles', () => {
  it('that were published are archived on their last day', () => {
    for (const [id, status] of Object.entries({ one: 'published', two: 'draft' })) {
      crm.add('article', { id, title: id, status, expires_on: '2026-01-31' })
    }
    crm.add('article', { id: 'three', title: 'three', status: 'published' })

    expect(new Articles().control(crm.at('2026-01-30T23:59:59Z'))).toEqual({ archived: 0 })
    expect(new Articles().control(crm.at('2026-01-31T01:10:00Z'))).toEqual({ archived: 1 })
    expect(crm.rows('status', 'article')).toEqual([
      { status: 'archived' },
      { status: 'draft' },
      { status: 'published' },
    ])
  })
})
