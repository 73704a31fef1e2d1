import { openStore, type Store } from '@horarium-modules/sample-store'
import type { Schedule } from '@horarium/sdk'

/** Opens the store with the tables of this module, made if missing. */
export function openBilling(schedule: Pick<Schedule, 'params'>): Store {
  const store = openStore(schedule)
  store.exec(TABLES)
  return store
}

const TABLES = `
create table if not exists billing_customer (
  id text primary key,
  name text not null,
  email text not null
);
create table if not exists billing_service (
  id text primary key,
  customer_id text not null references billing_customer (id),
  name text not null,
  price_cents integer not null,
  period_days integer not null check (period_days > 0),
  status text not null default 'ordered',
  delivered_at text,
  expires_at text
);
create table if not exists billing_invoice (
  id integer primary key,
  service_id text not null references billing_service (id),
  begins_at text not null,
  amount_cents integer not null,
  written_at text not null,
  paid_at text,
  applied_at text,
  unique (service_id, begins_at)
);
create index if not exists billing_invoice_open on billing_invoice (paid_at) where applied_at is null;
create table if not exists billing_notice (
  service_id text not null references billing_service (id),
  expires_at text not null,
  days integer not null,
  attempts integer not null,
  status text not null,
  primary key (service_id, expires_at, days)
);
`
