import { chmod, chown, mkdir, stat, utimes } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createTestSchedule } from '@horarium/sdk/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TemporaryTree } from './support/temporary-tree.js'

const DAY = 1_440

let tree: TemporaryTree
beforeEach(async () => {
  tree = await TemporaryTree.make()
})
afterEach(() => tree.remove())

describe('cleaning temporary files', () => {
  it('removes old files at every depth and counts them', async () => {
    await tree.write('root', 'a')
    await tree.write('root', 'deep', 'er', 'b')
    const result = await tree.cleanLater(DAY)
    expect(await tree.names()).toEqual([])
    expect(result).toEqual({
      scanned: 2,
      removed: 2,
      bytes: 8,
      removedFolders: 2,
      skippedLinks: 0,
      missingFolders: 0,
      errors: [],
      errorCount: 0,
    })
  })

  it('leaves young files and the directories that hold them', async () => {
    await tree.write('root', 'deep', 'a')
    expect(await tree.cleanLater(DAY - 1)).toMatchObject({ scanned: 1, removed: 0, removedFolders: 0 })
    expect(await tree.names()).toEqual(['root/deep/', 'root/deep/a'])
  })

  it('keeps a file that is exactly as old as the limit, and removes it a millisecond later', async () => {
    const touched = wholeSecondAhead()
    await utimes(await tree.write('root', 'a'), touched, touched)
    const schedule = createTestSchedule({ params: { folders: tree.root, older_than_minutes: '1' } })
    expect(await tree.cleanAt(touched.getTime() + 60_000, schedule)).toMatchObject({ scanned: 1, removed: 0 })
    expect(await tree.cleanAt(touched.getTime() + 60_001, schedule)).toMatchObject({ scanned: 1, removed: 1 })
  })

  it('counts a file that came a moment ago as young, whatever old time its origin gave it', async () => {
    await utimes(await tree.write('root', 'unpacked'), 0, 0)
    expect(await tree.cleanLater(DAY - 1)).toMatchObject({ removed: 0 })
  })

  it('judges by real time, not by the instant of an entry that runs late', async () => {
    await tree.write('root', 'a')
    const scheduledAt = new Date('2001-01-01T00:00:00Z')
    const { result } = await tree.run(DAY, { scheduledAt, params: { folders: tree.root } })
    expect(result.removed).toBe(1)
  })

  it('removes a directory left empty earlier, but never the folder itself', async () => {
    await mkdir(join(tree.root, 'empty'))
    expect(await tree.cleanLater(DAY)).toMatchObject({ removed: 0, removedFolders: 1 })
    expect((await stat(tree.root)).isDirectory()).toBe(true)
  })

  it('keeps a young directory that it empties', async () => {
    await tree.write('root', 'deep', 'a')
    const young = wholeSecondAhead()
    await utimes(join(tree.root, 'deep'), young, young)
    const schedule = createTestSchedule({ params: { folders: tree.root, older_than_minutes: '1' } })
    expect(await tree.cleanAt(young.getTime() + 60_000, schedule)).toMatchObject({ removed: 1, removedFolders: 0 })
    expect(await tree.names()).toEqual(['root/deep/'])
  })

  it('cleans several folders, one within another, once, and removes neither', async () => {
    await tree.write('root', 'inner', 'a')
    await tree.write('outside', 'b')
    const folders = `${tree.root}, ${join(tree.root, 'inner')},${tree.outside},${tree.root}`
    expect(await tree.cleanLater(DAY, { folders })).toMatchObject({ scanned: 2, removed: 2, removedFolders: 0 })
    expect(await tree.names()).toEqual(['root/inner/'])
  })

  it('counts a folder that does not exist and cleans the others', async () => {
    await tree.write('root', 'a')
    const folders = `${join(tree.top, 'nowhere')},${tree.root}`
    expect(await tree.cleanLater(DAY, { folders })).toMatchObject({ missingFolders: 1, removed: 1 })
  })

  it('cleans .horarium/tmp of the working directory when no folder is named', async () => {
    await tree.write('project', '.horarium', 'tmp', 'a')
    await tree.write('project', '.horarium', 'b')
    expect((await tree.run(DAY, {})).result.removed).toBe(1)
    expect(await tree.names()).toEqual(['project/.horarium/', 'project/.horarium/b', 'project/.horarium/tmp/'])
  })
})

describe('cleaning less than everything', () => {
  it('removes nothing in a dry run and says what it would remove', async () => {
    await tree.write('root', 'deep', 'a')
    await mkdir(join(tree.root, 'empty'))
    const before = await tree.names()
    const result = await tree.cleanLater(DAY, { dry_run: '1' })
    expect(result).toMatchObject({ scanned: 1, removed: 0, wouldRemove: 1, bytes: 4, removedFolders: 0 })
    expect(await tree.names()).toEqual(before)
  })

  it('removes at most max_files, says that it stopped, and goes on in the next run', async () => {
    for (const name of ['a', 'b', 'c']) await tree.write('root', name)
    expect(await tree.cleanLater(DAY, { max_files: '2' })).toMatchObject({ removed: 2, stopped: 'max_files' })
    expect(await tree.names()).toHaveLength(1)
    expect(await tree.cleanLater(DAY, { max_files: '2' })).not.toHaveProperty('stopped')
    expect(await tree.names()).toEqual([])
  })

  it('touches nothing when its run is aborted before it starts', async () => {
    await tree.write('root', 'a')
    const { result, schedule } = await tree.run(DAY, { signal: AbortSignal.abort(), params: { folders: tree.root } })
    expect(result).toMatchObject({ scanned: 0, removed: 0, stopped: 'aborted' })
    expect(schedule.percent).toBe(0)
  })

  it('stops between two files when its run is aborted on the way', async () => {
    const files = Array.from({ length: 600 }, (_, index) => String(index))
    await Promise.all(files.map((name) => tree.write('root', 'deep', name)))
    const controller = new AbortController()
    const schedule = createTestSchedule({ signal: controller.signal, params: { folders: tree.root } })
    const later = vi.getRealSystemTime() + 2 * DAY * 60_000
    const run = tree.cleanAt(later, { ...schedule, setMessage: () => controller.abort() })
    expect(await run).toMatchObject({ scanned: 500, removed: 500, removedFolders: 0, stopped: 'aborted' })
    expect(await tree.names()).toHaveLength(101)
  })

  it('leaves a socket alone', async () => {
    const server = createServer().listen(join(tree.root, 's'))
    await new Promise((resolve) => server.once('listening', resolve))
    expect(await tree.cleanLater(DAY)).toMatchObject({ scanned: 0, removed: 0, errorCount: 0 })
    expect(await tree.names()).toEqual(['root/s'])
    server.close()
  })

  it('says how far it is and what it did', async () => {
    await tree.write('root', 'a')
    const { schedule } = await tree.run(DAY, { params: { folders: tree.root } })
    expect(schedule).toMatchObject({ percent: 100, message: '1 files looked at, 1 removed' })
    expect(schedule.lines).toMatchObject([
      { level: 'info', message: 'temporary files removed', fields: { removed: 1 } },
    ])
  })

  it('logs nothing when there was nothing to remove', async () => {
    expect((await tree.run(DAY, { params: { folders: tree.root } })).schedule.lines).toEqual([])
  })
})

describe('what cannot be removed', () => {
  it('does not stop the rest, and is named', async () => {
    await tree.write('root', 'locked', 'a')
    await tree.write('root', 'b')
    await chmod(tree.top, 0o755)
    await chmod(join(tree.root, 'locked'), 0)
    const result = await asNobody(tree.root, () => tree.cleanLater(DAY))
    await chmod(join(tree.root, 'locked'), 0o700)
    expect(result).toMatchObject({ removed: 1, errorCount: 1, errors: [`${join(tree.root, 'locked')}: EACCES`] })
  })

  it('is counted in full but named twenty times at most', async () => {
    const deep = Array.from({ length: 63 }, () => 'd')
    await Promise.all(Array.from({ length: 25 }, (_, index) => tree.write('root', ...deep, String(index), 'a')))
    const result = await tree.cleanLater(DAY)
    expect(result).toMatchObject({ removed: 0, errorCount: 25 })
    expect(result.errors).toHaveLength(20)
    expect(result.errors[0]).toMatch(/deeper than 64 directories, left alone$/)
  })
})

// Whole seconds are kept exactly by every file system; ahead, because a file's ctime is now.
function wholeSecondAhead(): Date {
  return new Date(Math.ceil(vi.getRealSystemTime() / 1_000 + 1) * 1_000)
}

// Root may read everything: the run then happens as somebody who may not.
async function asNobody<T>(folder: string, act: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return act()
  const nobody = 65_534
  await chown(folder, nobody, nobody)
  process.seteuid?.(nobody)
  return act().finally(() => process.seteuid?.(0))
}
