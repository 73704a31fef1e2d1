import type { Store } from '@horarium-modules/sample-store'

/** What was kept under a name, unless it has expired. */
export function readCache(store: Store, name: string, now: Date): string | undefined {
  const select = 'select value from site_cache where name = ? and expires_at > ?'
  return store.first<{ value: string }>(select, name, now.toISOString())?.value
}

/** Keeps a value under a name until an instant. */
export function writeCache(
  store: Store,
  name: string,
  { value, until }: { readonly value: string; readonly until: Date },
): void {
  const insert = 'insert or replace into site_cache (name, value, expires_at) values (?, ?, ?)'
  store.run(insert, name, value, until.toISOString())
}
