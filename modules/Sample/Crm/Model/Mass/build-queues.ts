import type { Store } from '@horarium-modules/sample-store'

/**
 * Writes a line for each contact of each mass email that has begun, and answers how many. Who is deleted or has opted out
 * is left out, and of several contacts with one address all but the first.
 */
export function buildQueues(store: Store, now: string): number {
  return store.together(() => {
    const { changes } = store.run(
      `insert or ignore into crm_mass_email_queue (mass_email_id, contact_id, updated_at)
       select m.id, min(c.id), ?
       from crm_mass_email m
       join crm_mass_email_contact t on t.mass_email_id = m.id
       join crm_contact c on c.id = t.contact_id
       where m.status = 'pending' and m.starts_at <= ? and c.opted_out = 0 and c.deleted_at is null
       group by m.id, lower(c.email) order by m.starts_at, m.id, min(c.id)`,
      now,
      now,
    )
    store.run(`update crm_mass_email set status = 'sending' where status = 'pending' and starts_at <= ?`, now)
    return changes
  })
}
