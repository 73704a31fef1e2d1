import { commonParams, instant, type Store } from '@horarium-modules/sample-store'
import { checkParams, type Schedule } from '@horarium/sdk'
import * as v from 'valibot'
import { openSite } from '../tables.js'

const PlanParams = v.strictObject({
  ...commonParams,
  subject: v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty')),
  body: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  to: v.pipe(
    v.string(),
    v.transform((list) => [...new Set(list.split(',').map((address) => address.trim()))]),
    v.array(v.pipe(v.string(), v.email('must be mail addresses with commas between'))),
  ),
  at: v.optional(instant),
})

/** What a planned mailing leaves as its result. */
export interface Planned {
  readonly mailing: number
  readonly recipients: number
  readonly dueAt: string
}

/** The handler of `site_plan_mailing`. */
export default class Plan {
  /** Notes a mailing to the addresses of parameter `to`, due at `at` or at once; an address that is named twice counts once. */
  async run(schedule: Schedule): Promise<Planned> {
    const { subject, body, to, at = schedule.scheduledAt.toISOString() } = await checkParams(schedule, PlanParams)
    using store = openSite(schedule)
    const mailing = store.together(() => insertMailing(store, { subject, body, to, dueAt: at }))
    schedule.setMessage(`mailing ${mailing} to ${to.length} addresses is due at ${at}`)
    return { mailing, recipients: to.length, dueAt: at }
  }
}

interface Mailing {
  readonly subject: string
  readonly body: string
  readonly to: readonly string[]
  readonly dueAt: string
}

function insertMailing(store: Store, { subject, body, to, dueAt }: Mailing): number {
  const insert = 'insert into site_mailing (subject, body, due_at) values (?, ?, ?)'
  const { lastId } = store.run(insert, subject, body, dueAt)
  const recipient = 'insert into site_mailing_recipient (mailing_id, address, try_after) values (?, ?, ?)'
  for (const address of to) store.run(recipient, lastId, address, dueAt)
  return lastId
}
