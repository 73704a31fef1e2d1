import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { safeParse } from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { findOwnFolder, folderName } from '../Model/Temporary/own-folder.js'
import { writeCache } from '../Model/Update/cache.js'
import { makeSite, type Site } from './support/site.js'

const NOON = '2026-01-31T12:00:00.000Z'

function write({ project }: Site, ...path: readonly string[]): string {
  const file = join(project, ...path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, 'four')
  return file
}

function complete({ store }: Site, at: string): void {
  const { lastId } = store.run(
    `insert into site_mailing (subject, body, due_at, completed_at) values ('', '', ?, ?)`,
    at,
    at,
  )
  store.run(`insert into site_mailing_recipient (mailing_id, address, try_after) values (?, 'a@b.c', ?)`, lastId, at)
}

/** Every file of the project but its store. */
function filesIn({ project }: Site): readonly string[] {
  return readdirSync(project, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !one.name.startsWith('samples.db'))
    .map((one) => relative(project, join(one.parentPath, one.name)))
    .toSorted()
}

/** Does something with the clock a day and a minute ahead, by which files of now are old. */
async function inADay<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  vi.useFakeTimers({ toFake: ['Date'], now: vi.getRealSystemTime() + 1_441 * 60_000 })
  try {
    return await act()
  } finally {
    vi.useRealTimers()
  }
}

describe('the clean-up', () => {
  it('of a site without anything temporary succeeds', async () => {
    const { result, schedule } = await makeSite().cleanUp(NOON)
    expect(result).toEqual({ dryRun: false, cache: 0, mailings: 0, files: 'no such folder' })
    expect(schedule.message).toBe('0 cached answers, 0 mailings and 0 files removed')
  })

  it('forgets what has expired in the cache, and keeps the rest', async () => {
    const site = makeSite()
    writeCache(site.store, 'old', { value: '1', until: new Date(NOON) })
    writeCache(site.store, 'young', { value: '1', until: new Date('2026-01-31T12:00:00.001Z') })
    expect((await site.cleanUp(NOON)).result).toMatchObject({ cache: 1 })
    expect(site.store.all('select name from site_cache')).toEqual([{ name: 'young' }])
  })

  it('forgets mailings that are long done, with their recipients', async () => {
    const site = makeSite()
    complete(site, '2026-01-01T11:59:59.999Z')
    complete(site, '2026-01-01T12:00:00.000Z')
    expect((await site.cleanUp(NOON, { mailing_days: '30' })).result).toMatchObject({ mailings: 1 })
    expect(site.store.all('select mailing_id as id from site_mailing_recipient')).toEqual([{ id: 2 }])
  })

  it('removes old files of its own folder, and nothing beside it', async () => {
    const site = makeSite()
    for (const file of ['.horarium/tmp/site/deep/a', '.horarium/tmp/other/b', '.horarium/c', 'd']) write(site, file)
    const { result, schedule } = await inADay(() => site.cleanUp(NOON))
    expect(result.files).toMatchObject({ scanned: 1, removed: 1, removedFolders: 1, errorCount: 0 })
    expect(schedule.message).toBe('0 cached answers, 0 mailings and 1 files removed')
    expect(filesIn(site)).toEqual(['.horarium/c', '.horarium/tmp/other/b', 'd'])
  })

  it('keeps young files', async () => {
    const site = makeSite()
    write(site, '.horarium/tmp/site/a')
    expect((await site.cleanUp(NOON)).result.files).toMatchObject({ scanned: 1, removed: 0 })
    expect(filesIn(site)).toEqual(['.horarium/tmp/site/a'])
  })

  it('removes nothing in a dry run, and says what it would', async () => {
    const site = makeSite()
    write(site, '.horarium/tmp/mine/a')
    writeCache(site.store, 'old', { value: '1', until: new Date(NOON) })
    const { result, schedule } = await inADay(() => site.cleanUp(NOON, { dry_run: '1', folder: 'mine' }))
    expect(result).toMatchObject({ dryRun: true, cache: 1, mailings: 0, files: { removed: 0, wouldRemove: 1 } })
    expect(schedule.message).toBe('1 cached answers, 0 mailings and 1 files would be removed')
    expect(filesIn(site)).toEqual(['.horarium/tmp/mine/a'])
    expect(site.store.all('select name from site_cache')).toEqual([{ name: 'old' }])
  })

  it('leaves out what its flags leave out', async () => {
    const site = makeSite()
    writeCache(site.store, 'old', { value: '1', until: new Date(NOON) })
    const { result } = await site.cleanUp(NOON, { cache: '0', files: 'false', mailings: '0' })
    expect(result).toEqual({ dryRun: false })
    expect(site.store.all('select name from site_cache')).toEqual([{ name: 'old' }])
  })
})

describe('a folder', () => {
  // Asked of the part that cannot remove anything.
  it.each(['..', '../tmp', 'a/../../b', '/etc', '.', '', 'a//b', 'a,b', '~'])('named %j is refused', (name) => {
    expect(safeParse(folderName, name).success).toBe(false)
  })

  it.each(['site', 'a/b-2/c_3'])('named %j is one below the place of temporary files', (name) => {
    expect(safeParse(folderName, name).success).toBe(true)
  })

  it('that does not exist is none', async () => {
    makeSite()
    expect(await findOwnFolder('site')).toBeUndefined()
  })

  it('that is a link to another place is refused', async () => {
    const site = makeSite()
    write(site, 'precious/a')
    write(site, '.horarium/tmp/site/b')
    symlinkSync('../../precious', join(site.project, '.horarium/tmp/link'))
    symlinkSync('.', join(site.project, '.horarium/tmp/self'))
    await expect(findOwnFolder('link')).rejects.toThrow("leads out of the project's temporary files")
    await expect(findOwnFolder('self')).rejects.toThrow("leads out of the project's temporary files")
    expect(await findOwnFolder('site')).toBe(join(site.project, '.horarium/tmp/site'))
  })

  it('is refused when the place of temporary files is a link out of the project', async () => {
    const site = makeSite()
    mkdirSync(join(site.project, '../elsewhere/site'), { recursive: true })
    mkdirSync(join(site.project, '.horarium'), { recursive: true })
    symlinkSync('../../elsewhere', join(site.project, '.horarium/tmp'))
    await expect(findOwnFolder('site')).rejects.toThrow("leads out of the project's temporary files")
  })
})
