import { join } from 'node:path'
import { rehearse } from '@horarium/sdk/testing'
import { describe, expect, it } from 'vitest'
import { Crm } from './support/crm.js'
import { MailboxServer } from './support/mailbox-server.js'

const MODULE = join(import.meta.dirname, '..')
const RUNS_OF_AN_HOUR = {
  Cleanup: 1,
  ProcessMassEmail: 3,
  SendEmailNotifications: 30,
  SendEmailReminders: 30,
  SubmitPopupReminders: 60,
  CheckEmailAccounts: 60,
  CheckInboundEmails: 60,
  ProcessWebhookQueue: 30,
  ControlKnowledgeBaseArticleStatus: 1,
}
const RARE = { Cleanup: 1, ProcessMassEmail: 72, ControlKnowledgeBaseArticleStatus: 1 }

function paramsFor(crm: Crm): Readonly<Record<string, { readonly store: string }>> {
  return Object.fromEntries(Object.keys(RUNS_OF_AN_HOUR).map((job) => [job, { store: crm.file }]))
}

describe('on an empty store, without any server', () => {
  it.each([
    ['an hour of a Sunday', { from: '2026-02-01T01:00:00Z', to: '2026-02-01T02:00:00Z' }, RUNS_OF_AN_HOUR],
    ['a Sunday', { from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' }, RARE],
    ['a Monday', { from: '2026-02-02T00:00:00Z', to: '2026-02-03T00:00:00Z' }, { ...RARE, Cleanup: 0 }],
  ])('%s has every job run when it should, and succeed', async (_name, span, expected) => {
    const crm = await Crm.open()
    const jobs = Object.keys(expected)

    const day = await rehearse({ modules: [MODULE], ...span, jobs, params: paramsFor(crm) })

    expect(day.problems).toEqual([])
    expect(day.entries.filter(({ status }) => status !== 'success')).toEqual([])
    expect(Object.fromEntries(jobs.map((job) => [job, day.runs(job).length]))).toEqual(expected)
  })
})

it('each account is checked every minute, and one that cannot be read does not keep the other from it', async () => {
  const [crm, mailbox] = [await Crm.open(), await MailboxServer.start()]
  const account = { type: 'EmailAccount', host: '127.0.0.1', secure: 0, username: 'ann', password: 'open sesame' }
  crm.add('account', { ...account, id: 'ann', port: mailbox.port })
  crm.add('account', { ...account, id: 'lost', port: 1 })
  mailbox.receive('one')
  const span = { from: '2026-02-01T00:00:00Z', to: '2026-02-01T00:05:00Z' }

  const { of } = await rehearse({ modules: [MODULE], ...span, jobs: ['CheckEmailAccounts'], params: paramsFor(crm) })

  const checks = of('CheckEmailAccounts').filter(({ target }) => target === 'ann')
  expect(checks.map(({ result }) => result)).toEqual(
    [1, 0, 0, 0, 0].map((stored) => ({ account: 'ann', stored, left: 0 })),
  )
  const lost = of('CheckEmailAccounts').filter(({ target }) => target === 'lost')
  expect(lost.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'error'))
})
