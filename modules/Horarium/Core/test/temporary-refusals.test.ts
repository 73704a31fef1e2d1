import { mkdir, stat } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cleanRoot } from '../Model/Temporary/clean-folder.js'
import { findRoots, identityOf } from '../Model/Temporary/roots.js'
import { startTally } from '../Model/Temporary/tally.js'
import { TemporaryTree } from './support/temporary-tree.js'

const DAY = 1_440

let tree: TemporaryTree
beforeEach(async () => {
  tree = await TemporaryTree.make()
})
afterEach(() => tree.remove())

describe('folders that must not be cleaned', () => {
  it.each([
    ['.', "is the project's folder"],
    ['../project', "is the project's folder"],
    ['../home', 'is the home directory'],
    ['..', 'is above'],
    ['.horarium', "is Horarium's own folder"],
    ['', 'has an empty name'],
    ['.horarium/tmp,', 'has an empty name'],
    ['a-file', 'is not a folder'],
    ['a-file/below', 'cannot be read (ENOTDIR)'],
  ])("'%s' is refused", async (folders, why) => {
    await tree.write('project', 'a-file')
    await mkdir('.horarium')
    await expect(tree.cleanLater(DAY, { folders })).rejects.toThrow(why)
  })

  // Asked of the part that cannot remove anything.
  it.each(['/', '/../'])('%s is refused', async (folder) => {
    await expect(findRoots([folder])).rejects.toThrow('the root of the file system')
  })

  it('are all named, and nothing is touched in the others', async () => {
    await tree.write('root', 'a')
    const run = tree.cleanLater(DAY, { folders: `${tree.root},.,${tree.home}` })
    await expect(run).rejects.toThrow(/^Nothing was removed: '\.' is .*; '.*' is the home directory\.$/)
    expect(await tree.names()).toEqual(['root/a'])
  })

  it('are not entered even when a path to them was let through', async () => {
    await tree.write('root', 'a')
    await tree.write('outside', 'b')
    const guarded = new Set([identityOf(await stat(tree.outside))])
    const tally = startTally()
    const limits = { before: Number.MAX_SAFE_INTEGER, dryRun: false, maxFiles: 9, signal: new AbortController().signal }
    await cleanRoot(tree.top, { ...limits, tally, guarded, kept: new Set(), onFile: () => {} })
    expect(await tree.names()).toEqual(['outside/b'])
    expect(tally.errors).toEqual([`${tree.outside}: must not be cleaned, left alone`])
  })

  it('are guarded by what they are: project, home and root', async () => {
    const { guarded } = await findRoots([tree.root])
    const places = await Promise.all(['/', tree.home, '.'].map((place) => stat(place)))
    expect([...guarded].toSorted()).toEqual(places.map((place) => identityOf(place)).toSorted())
  })
})

describe('bad parameters', () => {
  it.each([
    [{ older_than_minutes: '0' }, "older_than_minutes '0' is not a whole number from 1 to 5256000"],
    [{ older_than_minutes: '-5' }, "older_than_minutes '-5' is not"],
    [{ older_than_minutes: '1e3' }, "older_than_minutes '1e3' is not"],
    [{ older_than_minutes: '' }, "older_than_minutes '' is not"],
    [{ max_files: '2.5' }, "max_files '2.5' is not"],
    [{ dry_run: 'maybe' }, "dry_run 'maybe' is neither 0 nor 1"],
    [{ dryrun: '1' }, "there is no parameter 'dryrun'"],
  ])('%j is refused before anything is touched', async (params, why) => {
    await tree.write('root', 'a')
    await expect(tree.cleanLater(DAY, params)).rejects.toThrow(why)
    expect(await tree.names()).toEqual(['root/a'])
  })

  it('are all named at once', async () => {
    const run = tree.cleanLater(DAY, { max_files: 'x', dry_run: 'y' })
    await expect(run).rejects.toThrow(
      "max_files 'x' is not a whole number from 1 to 1000000; dry_run 'y' is neither 0 nor 1.",
    )
  })
})

it('a test cannot name a folder beyond its own to the cleaner', async () => {
  await expect(tree.cleanLater(DAY, { folders: '/nowhere' })).rejects.toThrow('a test named /nowhere to the cleaner')
  await expect(tree.cleanLater(DAY, { folders: '../..' })).rejects.toThrow('to the cleaner')
})
