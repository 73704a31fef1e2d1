import { openStore, type Store } from '@horarium-modules/sample-store'
import type { Schedule } from '@horarium/sdk'

const TABLES = `
  create table if not exists backups_expected (
    server text not null,
    backup text not null,
    expected_from text not null,
    every_minutes integer not null,
    tolerance_minutes integer not null,
    notify text not null,
    watched integer not null default 1,
    primary key (server, backup)
  );
  create table if not exists backups_run (
    id integer primary key,
    server text not null,
    backup text not null,
    finished_at text not null,
    status text not null
  );
  create index if not exists backups_run_newest on backups_run (server, backup, status, finished_at);
  create table if not exists backups_notice (
    server text not null,
    backup text not null,
    channel text not null,
    sent_at text not null,
    newest_success text not null,
    primary key (server, backup, channel),
    foreign key (server, backup) references backups_expected on delete cascade
  );
  create table if not exists backups_audit (
    id integer primary key,
    at text not null,
    action text not null,
    subject text not null,
    detail text not null
  );
  create index if not exists backups_audit_at on backups_audit (at);
`

/** The store with this module's tables. */
export function openBackups(schedule: Pick<Schedule, 'params'>): Store {
  const store = openStore(schedule)
  store.exec(TABLES)
  return store
}

/** Writes a line into the audit log. */
export function noteAudit(
  store: Store,
  at: string,
  { action, subject, detail }: Readonly<Record<'action' | 'subject' | 'detail', string>>,
): void {
  store.run('insert into backups_audit (at, action, subject, detail) values (?, ?, ?, ?)', at, action, subject, detail)
}
