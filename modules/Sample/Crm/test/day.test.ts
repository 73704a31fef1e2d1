import { join } from 'node:path'
import { rehearse } from '@horarium/sdk/testing'
import { expect, it } from 'vitest'
import { Crm } from './support/crm.js'
import { MailboxServer } from './support/mailbox-server.js'

const MODULE = join(import.meta.dirname, '..')
const RUNS_OF_A_SUNDAY = {
  Cleanup: 1,
  ProcessMassEmail: 72,
  SendEmailNotifications: 720,
  SendEmailReminders: 720,
  SubmitPopupReminders: 1_440,
  CheckEmailAccounts: 1_440,
  CheckInboundEmails: 1_440,
  ProcessWebhookQueue: 720,
  ControlKnowledgeBaseArticleStatus: 1,
}

function paramsFor(crm: Crm): Readonly<Record<string, { readonly store: string }>> {
  return Object.fromEntries(Object.keys(RUNS_OF_A_SUNDAY).map((job) => [job, { store: crm.file }]))
}

it('a Sunday on an empty store has every job run when it should, and succeed without any server', async () => {
  const crm = await Crm.open()
  const span = { from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' }

  const day = await rehearse({ modules: [MODULE], ...span, params: paramsFor(crm) })

  expect(day.problems).toEqual([])
  expect(day.entries.filter(({ status }) => status !== 'success')).toEqual([])
  const runs = Object.keys(RUNS_OF_A_SUNDAY).map((job) => [job, day.runs(job).length])
  expect(Object.fromEntries(runs)).toEqual(RUNS_OF_A_SUNDAY)
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
