import { link, mkdir, rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OpenFolder } from '../Model/Temporary/open-folder.js'
import { TemporaryTree } from './support/temporary-tree.js'

const DAY = 1_440
const platform = Object.getOwnPropertyDescriptor(process, 'platform')

// `other` is any system without /proc: there the path is asked again before each use.
describe.each([process.platform, 'other'])('links, on %s', (system) => {
  let tree: TemporaryTree
  beforeEach(async () => {
    tree = await TemporaryTree.make()
    await tree.write('outside', 'precious')
    Object.defineProperty(process, 'platform', { ...platform, value: system })
  })
  afterEach(async () => {
    if (platform) Object.defineProperty(process, 'platform', platform)
    await tree.remove()
  })

  it.each([
    ['a file outside', 'precious'],
    ['a directory outside', '.'],
    ['nothing', 'gone'],
  ])('to %s are left alone and counted', async (_, target) => {
    await symlink(join(tree.outside, target), join(tree.root, 'link'))
    expect(await tree.cleanLater(DAY)).toMatchObject({ scanned: 0, removed: 0, skippedLinks: 1, errorCount: 0 })
    expect(await tree.names()).toEqual(['outside/precious', 'root/link'])
  })

  it('deep inside are left alone with their directories, while files beside them go', async () => {
    await tree.write('root', 'deep', 'er', 'a')
    await symlink('../../../outside', join(tree.root, 'deep', 'er', 'link'))
    expect(await tree.cleanLater(DAY)).toMatchObject({ removed: 1, skippedLinks: 1, removedFolders: 0 })
    expect(await tree.names()).toEqual(['outside/precious', 'root/deep/', 'root/deep/er/', 'root/deep/er/link'])
  })

  it('to a directory inside are not followed either: its files are met once', async () => {
    await tree.write('root', 'deep', 'a')
    await symlink('deep', join(tree.root, 'again'))
    await symlink('.', join(tree.root, 'loop'))
    expect(await tree.cleanLater(DAY)).toMatchObject({ scanned: 1, removed: 1, skippedLinks: 2 })
  })

  it('that the folder itself is, are resolved: its target is cleaned and stays', async () => {
    await tree.write('root', 'a')
    await symlink(tree.root, join(tree.top, 'way'))
    expect(await tree.cleanLater(DAY, { folders: join(tree.top, 'way') })).toMatchObject({ removed: 1 })
    expect(await tree.names()).toEqual(['outside/precious', 'way'])
  })

  it('that lead a folder to a place that must not be cleaned are refused', async () => {
    await symlink(tree.home, join(tree.top, 'way'))
    const run = tree.cleanLater(DAY, { folders: join(tree.top, 'way') })
    await expect(run).rejects.toThrow('is the home directory')
  })

  it('of the hard kind lose their name here, the file outside stays', async () => {
    await link(join(tree.outside, 'precious'), join(tree.root, 'same'))
    expect(await tree.cleanLater(DAY)).toMatchObject({ removed: 1 })
    expect(await tree.names()).toEqual(['outside/precious'])
  })

  it('cannot be opened as a directory', async () => {
    await symlink(tree.outside, join(tree.root, 'link'))
    const folder = await OpenFolder.openRoot(tree.root)
    await expect(folder.open('link')).rejects.toThrow(/ENOTDIR|ELOOP/)
    await folder.close()
  })

  it('put in the place of a directory already open do not lead a removal outside', async () => {
    await tree.write('root', 'deep', 'precious')
    const root = await OpenFolder.openRoot(tree.root)
    const deep = await root.open('deep')
    await rename(join(tree.root, 'deep'), join(tree.root, 'moved'))
    await symlink(tree.outside, join(tree.root, 'deep'))
    await deep.removeFile('precious').catch(() => {})
    expect(await tree.names()).toContain('outside/precious')
    await Promise.all([deep.close(), root.close()])
  })

  it('put in the place of a directory on the way do not let the next one be opened outside', async () => {
    await tree.write('outside', 'er', 'precious')
    await mkdir(join(tree.root, 'deep', 'er'), { recursive: true })
    const root = await OpenFolder.openRoot(tree.root)
    const deep = await root.open('deep')
    await rename(join(tree.root, 'deep'), join(tree.top, 'moved'))
    await symlink(tree.outside, join(tree.root, 'deep'))
    await expect(deep.open('er')).rejects.toThrow(/moved out of the folder|was replaced/)
    await Promise.all([deep.close(), root.close()])
  })
})
