import { openStore, type Store } from '@horarium-modules/sample-store'
import type { Schedule } from '@horarium/sdk'

const TABLES = `
  create table if not exists site_cache (
    name text primary key,
    value text not null,
    expires_at text not null
  );
  create table if not exists site_version (
    version text primary key,
    seen_at text not null
  );
  create table if not exists site_mailing (
    id integer primary key,
    subject text not null,
    body text not null,
    due_at text not null,
    completed_at text
  );
  create table if not exists site_mailing_recipient (
    id integer primary key,
    mailing_id integer not null references site_mailing on delete cascade,
    address text not null,
    status text not null default 'pending',
    attempts integer not null default 0,
    try_after text not null,
    ended_at text,
    error text,
    unique (mailing_id, address)
  );
  create index if not exists site_mailing_recipient_due on site_mailing_recipient (status, try_after);
`

/** The store with this module's tables. */
export function openSite(schedule: Pick<Schedule, 'params'>): Store {
  const store = openStore(schedule)
  store.exec(TABLES)
  return store
}
