import { type MailServer, startMailServer } from '@horarium-modules/sample-store/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Backups, makeBackups } from './support/backups.js'
import { startReceiver } from './support/receiver.js'

type Params = Readonly<Record<string, string>>

async function startServer(): Promise<MailServer> {
  const server = await startMailServer()
  onTestFinished(server.close)
  return server
}

/** A store whose only backup is overdue from 2026-01-11T04:00Z on. */
async function makeOverdue(params: Params = {}): Promise<Backups> {
  const backups = makeBackups()
  await backups.report('2026-01-10T02:00:00Z', params)
  return backups
}

async function sentAt(backups: Backups, params: Params, ...instants: readonly string[]): Promise<readonly number[]> {
  const sent: number[] = []
  // oxlint-disable-next-line no-await-in-loop -- one check after the other
  for (const at of instants) sent.push((await backups.check(at, params)).statistics.notificationsSent)
  return sent
}

describe('of an overdue backup people are told', () => {
  const first = '2026-01-11T04:05:00Z'

  it('in the log of the run when no other way is named', async () => {
    const { schedule } = await (await makeOverdue()).check(first)
    expect(schedule.lines).toMatchObject([
      { level: 'warn', message: 'backup overdue', fields: { server: 'nas', expectedAt: '2026-01-11T02:00:00.000Z' } },
    ])
  })

  it.each([
    ['once', [1, 0, 0, 0, 0]],
    ['daily', [1, 0, 1, 1, 1]],
    ['weekly', [1, 0, 0, 1, 1]],
    ['monthly', [1, 0, 0, 0, 1]],
  ])('%s, as the backup asks', async (notify, expected) => {
    const instants = ['2026-01-12T04:00:00Z', '2026-01-12T04:05:00Z', '2026-01-18T04:05:00Z', '2026-02-10T04:05:00Z']
    expect(await sentAt(await makeOverdue({ notify }), {}, first, ...instants)).toEqual(expected)
  })

  it('again at once when a newer one arrived and the next is overdue', async () => {
    const backups = await makeOverdue({ notify: 'once' })
    expect(await sentAt(backups, {}, first, '2026-01-11T04:10:00Z')).toEqual([1, 0])
    await backups.report('2026-01-11T05:00:00Z')
    expect(await sentAt(backups, {}, '2026-01-11T05:00:00Z', '2026-01-12T04:05:00Z')).toEqual([0, 1])
  })

  it('by a webhook, with all that is known', async () => {
    const receiver = await startReceiver()
    const { statistics, schedule } = await (await makeOverdue()).check(first, { webhook: receiver.url })
    expect(statistics.notificationsSent).toBe(1)
    expect(schedule.lines).toEqual([])
    expect(receiver.bodies).toEqual([
      {
        event: 'backup_overdue',
        server: 'nas',
        backup: 'photos',
        expectedAt: '2026-01-11T02:00:00.000Z',
        everyMinutes: 1440,
        toleranceMinutes: 120,
        newestSuccess: '2026-01-10T02:00:00.000Z',
        checkedAt: '2026-01-11T04:05:00.000Z',
        text: expect.stringContaining('Backup photos of nas is overdue'),
      },
    ])
  })

  it('by mail, after logging in if there is a user', async () => {
    const { url, mails } = await startServer()
    const mail = {
      smtp_url: url,
      mail_to: 'a@example.org, b@example.org',
      smtp_user: 'me',
      smtp_password: 'open sesame',
    }
    expect(await sentAt(await makeOverdue(), mail, first)).toEqual([1])
    expect(mails).toMatchObject([{ to: ['a@example.org', 'b@example.org'], user: 'me' }])
    expect(mails[0]?.text).toContain('Subject: Backup overdue: nas, photos')
  })
})

describe('a delivery that fails', () => {
  it('is not noted as sent, is told of, and is tried again at the next check', async () => {
    const backups = await makeOverdue({ notify: 'once' })
    const receiver = await startReceiver()
    receiver.status = 500
    const { statistics, schedule } = await backups.check('2026-01-11T04:05:00Z', { webhook: receiver.url })
    expect(statistics).toMatchObject({ overdueBackupsFound: 1, notificationsSent: 0, notificationsFailed: 1 })
    expect(schedule.message).toBe('1 checked, 1 overdue, 0 notifications sent, 1 not delivered')
    expect(schedule.lines).toMatchObject([
      { level: 'warn', message: 'notification not delivered', fields: { error: 'Error: the webhook answered 500' } },
    ])
    receiver.status = 204
    const next = ['2026-01-11T04:10:00Z', '2026-01-11T04:15:00Z']
    expect(await sentAt(backups, { webhook: receiver.url }, ...next)).toEqual([1, 0])
  })

  it('does not repeat what another channel has delivered', async () => {
    const backups = await makeOverdue({ notify: 'once' })
    const [receiver, { url, mails }] = await Promise.all([startReceiver(), startServer()])
    receiver.status = 503
    const both = { webhook: receiver.url, smtp_url: url, mail_to: 'ops@example.org' }
    expect(await sentAt(backups, both, '2026-01-11T04:05:00Z', '2026-01-11T04:10:00Z')).toEqual([1, 0])
    expect([receiver.bodies.length, mails.length]).toEqual([2, 1])
  })

  it('three times in a row leaves the rest of that channel to the next check', async () => {
    const backups = await makeOverdue()
    for (const backup of ['b', 'c', 'd', 'e']) {
      // oxlint-disable-next-line no-await-in-loop -- as they come in
      await backups.report('2026-01-10T02:00:00Z', { backup })
    }
    const receiver = await startReceiver()
    receiver.status = 302
    const { statistics } = await backups.check('2026-01-11T04:05:00Z', { webhook: receiver.url })
    expect(statistics).toMatchObject({ overdueBackupsFound: 5, notificationsSent: 0, notificationsFailed: 3 })
  })
})

it('a check that is asked to end tells nobody any more', async () => {
  const backups = await makeOverdue()
  const { statistics } = await backups.check('2026-01-11T04:05:00Z', {}, AbortSignal.abort())
  expect(statistics).toMatchObject({ overdueBackupsFound: 1, notificationsSent: 0 })
})

it('each notification is in the audit log', async () => {
  const backups = await makeOverdue()
  await sentAt(backups, {}, '2026-01-11T04:05:00Z')
  expect(backups.store.all('select at, action, subject, detail from backups_audit order by id')).toEqual([
    { at: '2026-01-10T02:00:00.000Z', action: 'backup_received', subject: 'nas/photos', detail: 'success' },
    { at: '2026-01-11T04:05:00.000Z', action: 'overdue_notified', subject: 'nas/photos', detail: 'log' },
  ])
})
