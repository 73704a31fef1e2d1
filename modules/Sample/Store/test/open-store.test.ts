import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createTestSchedule } from '@horarium/sdk/testing'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { openStore, type Store } from '../Model/open-store.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hz-store-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

function openHere(): Store {
  const store = openStore(createTestSchedule({ params: { store: join(folder, 'a.db') } }))
  onTestFinished(store.close)
  store.exec('create table if not exists note (id integer primary key, text text not null, size integer)')
  return store
}

it('a store keeps what was written after it was closed', () => {
  const first = openHere()
  first.run('insert into note (text, size) values (?, ?)', 'one', null)
  first.close()
  expect(openHere().all('select text, size from note')).toEqual([{ text: 'one', size: null }])
})

it('a store is below .horarium of the working directory, made with its folder, unless a parameter says where', () => {
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
  openStore(createTestSchedule()).close()
  openStore(createTestSchedule({ params: { store: 'deep/er.db' } })).close()
  expect(['.horarium/samples.db', 'deep/er.db'].map((file) => existsSync(join(folder, file)))).toEqual([true, true])
})

it('a statement tells how many rows it changed and the id of the last', () => {
  const store = openHere()
  expect(store.run('insert into note (text) values (?), (?)', 'a', 'b')).toEqual({ changes: 2, lastId: 2 })
  expect(store.run('update note set size = ?', 7)).toMatchObject({ changes: 2 })
  expect(store.run('delete from note where text = ?', 'nobody')).toMatchObject({ changes: 0 })
})

it('the first row holds the columns that were asked for and no other', () => {
  const store = openHere()
  store.run('insert into note (text) values (?), (?)', 'a', 'b')
  expect(store.first('select text from note order by text desc')).toEqual({ text: 'b' })
  expect(store.first('select text from note where text = ?', 'c')).toBeUndefined()
})

it('what is done together is done wholly or not at all', () => {
  const store = openHere()
  const half = (): void =>
    store.together(() => {
      store.run('insert into note (text) values (?)', 'half')
      throw new RangeError('no')
    })
  expect(half).toThrow(new RangeError('no'))
  expect(store.all('select * from note')).toEqual([])
  expect(store.together(() => store.run('insert into note (text) values (?)', 'whole').changes)).toBe(1)
})

it('a store is closed with the block that uses it, and may be closed again', () => {
  const store = openHere()
  {
    using same = store
    same.exec('select 1')
  }
  expect(() => store.exec('select 1')).toThrow('not open')
  expect(store.close).not.toThrow()
})

function inProcesses(count: number, lines: string): Promise<unknown> {
  const index = join(import.meta.dirname, '../dist/Model/index.js')
  const script = `import { openStore } from ${JSON.stringify(index)}\n${lines}`
  const begin = (): Promise<unknown> =>
    promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder })
  return Promise.all(Array.from({ length: count }, begin))
}

it('several processes may write to one store at once', async () => {
  await inProcesses(
    4,
    `const store = openStore({ params: { store: 'shared.db' } })
    store.exec('create table if not exists note (text text)')
    for (let i = 0; i < 50; i++) store.together(() => store.run('insert into note values (?)', String(i)))
    store.close()`,
  )
  const store = openStore(createTestSchedule({ params: { store: join(folder, 'shared.db') } }))
  onTestFinished(store.close)
  expect(store.first('select count(*) as notes from note')).toEqual({ notes: 200 })
})

it('several processes may begin with one store at once', async () => {
  // The same new files in the same order, from a moment on when all of them are up.
  await inProcesses(
    4,
    `while (Date.now() < ${Date.now() + 1_000});
    for (let i = 0; i < 200; i++) openStore({ params: { store: i + '.db' } }).close()`,
  )
  expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toHaveLength(200)
})
