// What columns a statement answers, only its author knows; this is the one place where that is taken for granted.
/* oxlint-disable typescript/no-unnecessary-type-parameters */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Schedule } from '@horarium/sdk'
import Database from 'libsql'

/** What a column holds. A flag is 0 or 1, an instant ISO 8601 in UTC, so that texts sort as time does. */
export type Value = string | number | null

/** What a statement did. */
export interface Changed {
  readonly changes: number
  readonly lastId: number
}

/** One connection to the file of the sample modules; `using store = openStore(schedule)` closes it with its block. */
export interface Store extends Disposable {
  /** Runs statements without values: tables and indexes. */
  readonly exec: (sql: string) => void
  /** Runs one statement that answers no rows; a `?` for each value. */
  readonly run: (sql: string, ...values: readonly Value[]) => Changed
  /** Its rows; what their columns are is the statement's to know. */
  readonly all: <Row extends object>(sql: string, ...values: readonly Value[]) => readonly Row[]
  /** Its first row. */
  readonly first: <Row extends object>(sql: string, ...values: readonly Value[]) => Row | undefined
  /** Does the work wholly or, where it throws, not at all; it may not wait for anything. */
  readonly together: <Answer>(work: () => Answer) => Answer
  readonly close: () => void
}

const DEFAULT_FILE = '.horarium/samples.db'
const BUSY_MS = 5_000

/** Opens the store: the file of parameter `store`, below the project's folder unless it is absolute, made if missing. */
export function openStore({ params }: Pick<Schedule, 'params'>): Store {
  const file = resolve(params['store'] || DEFAULT_FILE)
  mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  // In this order: several processes may begin with a file that is not there yet.
  database.exec(`pragma busy_timeout = ${BUSY_MS}`)
  keepJournalAhead(database)
  database.exec('pragma synchronous = normal')
  database.exec('pragma foreign_keys = on')
  const close = (): void => {
    if (database.open) database.close()
  }
  return { ...statements(database), close, [Symbol.dispose]: close }
}

const ATTEMPTS = 500
const PAUSE_MS = 10

// Of several that do this to a new file at once SQLite tells all but one that it is locked, and lets none of them wait.
function keepJournalAhead(database: Database.Database): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      database.exec('pragma journal_mode = wal')
      return
    } catch (error) {
      if (attempt === ATTEMPTS || !isBusy(error)) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
}

function statements(database: Database.Database): Omit<Store, 'close' | typeof Symbol.dispose> {
  // Not libsql's own get(): it puts a column _metadata into its row.
  const all: Store['all'] = <Row extends object>(sql: string, ...values: readonly Value[]) =>
    database.prepare(sql).all(...values) as readonly Row[]
  return {
    exec: (sql) => {
      database.exec(sql)
    },
    run: (sql, ...values) => {
      const { changes, lastInsertRowid } = database.prepare(sql).run(...values)
      return { changes, lastId: Number(lastInsertRowid) }
    },
    all,
    first: <Row extends object>(sql: string, ...values: readonly Value[]) => all<Row>(sql, ...values)[0],
    // Immediate: one that reads first and then writes could not wait for another writer.
    together: (work) => database.transaction(work).immediate(),
  }
}
