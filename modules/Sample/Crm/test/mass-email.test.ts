import { beforeEach, describe, expect, it } from 'vitest'
import Email from '../Model/Mass/Email.js'
import { aMailServer, Crm, NOON } from './support/crm.js'

let crm: Crm
beforeEach(async () => {
  crm = await Crm.open()
})

/** A mass email that begins at noon, to contacts with these addresses. */
function aMassEmail(...addresses: readonly string[]): void {
  crm.add('mass_email', { id: 'news', subject: 'News', body: 'Hello {name}', starts_at: NOON })
  for (const [index, email] of addresses.entries()) {
    crm.add('contact', { id: `c${index}`, name: `Contact ${index}`, email })
    crm.add('mass_email_contact', { mass_email_id: 'news', contact_id: `c${index}` })
  }
}

const NOTHING = { queued: 0, sent: 0, refused: 0, failed: 0, dropped: 0, left: 0, completed: 0 }

describe('a mass email', () => {
  it('is queued and sent to each of its contacts once, from its hour on', async () => {
    const { url: smtp_url, mails } = await aMailServer()
    aMassEmail('ann@else.test', 'bob@else.test')

    expect(await new Email().process(crm.at('2026-01-31T11:59:59Z'))).toEqual(NOTHING)
    const run = await new Email().process(crm.at(NOON, { params: { smtp_url } }))
    expect(run).toEqual({ ...NOTHING, queued: 2, sent: 2, completed: 1 })
    expect(await new Email().process(crm.at('2026-01-31T12:20:00Z'))).toEqual(NOTHING)

    expect(mails.map(({ to }) => to)).toEqual([['ann@else.test'], ['bob@else.test']])
    expect(mails[0]?.text).toContain('Hello Contact 0')
  })

  it('is not sent to people who opted out or are deleted, nor twice to one address', async () => {
    const { url: smtp_url, mails } = await aMailServer()
    aMassEmail('ann@else.test', 'bob@else.test', 'eve@else.test', 'ANN@else.test')
    crm.store.run(`update crm_contact set opted_out = 1 where id = 'c1'`)
    crm.store.run(`update crm_contact set deleted_at = ? where id = 'c2'`, NOON)

    expect(await new Email().process(crm.at(NOON, { params: { smtp_url } }))).toMatchObject({ queued: 1, sent: 1 })
    expect(mails.map(({ to }) => to)).toEqual([['ann@else.test']])
  })

  it('goes out in batches, and is complete with the last', async () => {
    const { url: smtp_url } = await aMailServer()
    aMassEmail('a@else.test', 'b@else.test', 'c@else.test')
    const schedule = crm.at(NOON, { params: { smtp_url, batch: '2' } })

    expect(await new Email().process(schedule)).toMatchObject({ queued: 3, sent: 2, left: 1, completed: 0 })
    expect(schedule.percent).toBe(100)
    expect(await new Email().process(schedule)).toMatchObject({ queued: 0, sent: 1, left: 0, completed: 1 })
  })

  it('is dropped for whoever opts out while it waits in the queue', async () => {
    const { url: smtp_url } = await aMailServer()
    aMassEmail('a@else.test', 'b@else.test')
    const schedule = crm.at(NOON, { params: { smtp_url, batch: '1' } })
    await new Email().process(schedule)
    crm.store.run('update crm_contact set opted_out = 1')

    expect(await new Email().process(schedule)).toMatchObject({ sent: 0, dropped: 1, completed: 1 })
  })
})

describe('a mail the server refuses for now', () => {
  it('is tried three times, after the others, and given up', async () => {
    const { url: smtp_url, mails } = await aMailServer()
    aMassEmail('nobody@else.test', 'bob@else.test')
    const schedule = crm.at(NOON, { params: { smtp_url } })

    expect(await new Email().process(schedule)).toMatchObject({ sent: 1, refused: 1, failed: 0, left: 1 })
    expect(await new Email().process(schedule)).toMatchObject({ refused: 1, left: 1 })
    expect(await new Email().process(schedule)).toMatchObject({ failed: 1, left: 0, completed: 1 })
    expect(mails).toHaveLength(1)
    expect(crm.rows('status, attempts', 'mass_email_queue')).toEqual([
      { status: 'failed', attempts: 3 },
      { status: 'sent', attempts: 1 },
    ])
  })
})

describe('a mail the server refuses for good', () => {
  it('is given up at once', async () => {
    const { url: smtp_url, answers } = await aMailServer()
    answers.set('nobody', 550)
    aMassEmail('nobody@else.test')

    const run = await new Email().process(crm.at(NOON, { params: { smtp_url } }))
    expect(run).toMatchObject({ refused: 0, failed: 1, completed: 1 })
  })
})

describe('without a mail server', () => {
  it('nothing to send is a success', async () => {
    expect(await new Email().process(crm.at(NOON))).toEqual(NOTHING)
  })

  it('something to send is an error that says what to set, and costs no attempt', async () => {
    aMassEmail('ann@else.test')
    await expect(new Email().process(crm.at(NOON))).rejects.toThrow('set parameter smtp_url')
    expect(crm.rows('status, attempts', 'mass_email_queue')).toEqual([{ status: 'pending', attempts: 0 }])
  })
})

it('an aborted run leaves what it has not sent to the next', async () => {
  aMassEmail('ann@else.test')
  const run = await new Email().process(crm.at(NOON, { signal: AbortSignal.abort() }))
  expect(run).toMatchObject({ queued: 1, sent: 0, left: 1 })
})

it('a batch that is no number is refused before anything is queued', async () => {
  aMassEmail('ann@else.test')
  await expect(new Email().process(crm.at(NOON, { params: { batch: '0' } }))).rejects.toThrow('batch')
  expect(crm.rows('id', 'mass_email_queue')).toEqual([])
})
