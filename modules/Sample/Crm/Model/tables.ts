/** What this module keeps. Instants are ISO 8601, UTC, so that texts sort as time does. */
export const TABLES = `
create table if not exists crm_user (
  id text primary key,
  name text not null,
  email text not null
);
create table if not exists crm_contact (
  id text primary key,
  name text not null,
  email text not null,
  opted_out integer not null default 0,
  deleted_at text
);
create table if not exists crm_mass_email (
  id text primary key,
  subject text not null,
  body text not null,
  starts_at text not null,
  status text not null default 'pending'
);
create table if not exists crm_mass_email_contact (
  mass_email_id text not null references crm_mass_email (id) on delete cascade,
  contact_id text not null references crm_contact (id) on delete cascade,
  primary key (mass_email_id, contact_id)
);
create table if not exists crm_mass_email_queue (
  id integer primary key,
  mass_email_id text not null,
  contact_id text not null,
  status text not null default 'pending',
  attempts integer not null default 0,
  refusal text,
  updated_at text not null,
  unique (mass_email_id, contact_id)
);
create index if not exists crm_mass_email_queue_status on crm_mass_email_queue (status);
create table if not exists crm_notification (
  id integer primary key,
  user_id text not null,
  text text not null,
  created_at text not null,
  status text not null default 'pending',
  attempts integer not null default 0
);
create table if not exists crm_reminder (
  id integer primary key,
  type text not null,
  user_id text not null,
  subject text not null,
  remind_at text not null,
  starts_at text not null,
  attempts integer not null default 0
);
create table if not exists crm_popup (
  reminder_id integer primary key,
  user_id text not null,
  subject text not null,
  starts_at text not null,
  submitted_at text not null
);
create table if not exists crm_account (
  id text primary key,
  type text not null,
  host text not null,
  port integer not null default 993,
  secure integer not null default 1,
  username text not null,
  password text not null,
  folder text not null default 'INBOX',
  active integer not null default 1,
  uid_validity text,
  last_uid integer not null default 0
);
create table if not exists crm_email (
  id integer primary key,
  account_id text not null,
  uid_validity text not null,
  uid integer not null,
  message_id text,
  sender text,
  subject text,
  sent_at text,
  source text not null,
  unique (account_id, uid_validity, uid)
);
create table if not exists crm_webhook (
  id text primary key,
  url text not null,
  secret text not null,
  active integer not null default 1
);
create table if not exists crm_webhook_event (
  id integer primary key,
  webhook_id text not null,
  payload text not null check (json_valid(payload)),
  status text not null default 'pending',
  attempts integer not null default 0,
  due_at text not null,
  error text
);
create table if not exists crm_article (
  id text primary key,
  title text not null,
  status text not null default 'draft',
  expires_on text
);
`
