import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readModules } from '../src/index.js'
import { config, define, job, moduleRoot } from './module-root.js'

const GOOD = { 'A/Good/etc/config.xml': config(job('good')) }

describe('the folders of modules', () => {
  test('are read in order of the names of their modules, whatever the order of the roots', async () => {
    const one = moduleRoot({ 'B/B/etc/crontab.xml': '<config/>', 'A/C/etc/module.xml': '<config/>' })
    const two = moduleRoot({ 'A/A/etc/cron_groups.xml': '<config/>', 'A/lib/readme.md': 'no module' })

    const { modules, problems } = await readModules([one, two])

    expect(problems).toEqual([])
    expect(modules.map(({ name }) => name)).toEqual(['A_A', 'A_C', 'B_B'])
  })

  test('may be links', async () => {
    const elsewhere = moduleRoot({ 'etc/config.xml': config(job('x')) })
    const root = moduleRoot({ 'A/readme.md': '' })
    symlinkSync(elsewhere, join(root, 'A/B'))

    expect([...(await define(root)).jobs.keys()]).toEqual(['x'])
  })

  test('that are missing are a problem, and the others are read', async () => {
    const root = moduleRoot(GOOD)

    const { modules, problems } = await readModules([join(root, 'nowhere'), root])

    expect(problems).toEqual([expect.objectContaining({ severity: 'error', file: join(root, 'nowhere') })])
    expect(modules).toHaveLength(1)
  })

  test('with the same module twice: the first counts, both paths are named', async () => {
    const first = moduleRoot({ 'A/B/etc/config.xml': config(job('x')) })
    const second = moduleRoot({ 'a/b/etc/config.xml': config(job('y')) })

    const { jobs, problems } = await readModules([first, second])

    expect(jobs.map(({ code }) => code)).toEqual(['x'])
    expect(problems).toHaveLength(1)
    expect(problems[0]?.message).toContain(`${first}/A/B and ${second}/a/b`)
  })

  test('with names that cannot name a module are a problem', async () => {
    const { modules, problems } = await readModules([moduleRoot({ 'A/not good/etc/config.xml': '<config/>' })])

    expect(modules).toEqual([])
    expect(problems).toHaveLength(1)
  })
})

describe('what stands in place of a file', () => {
  const place = (root: string): string => join(root, 'A/Bad/etc/config.xml')
  test.each<readonly [string, string, (root: string) => void]>([
    ['a folder', 'not a regular file', (root) => mkdirSync(place(root))],
    ['a FIFO', 'not a regular file', (root) => execFileSync('mkfifo', [place(root)])],
    ['a device', 'not a regular file', (root) => symlinkSync('/dev/zero', place(root))],
    ['a link that leads nowhere', 'cannot be read', (root) => symlinkSync('nowhere', place(root))],
    ['a link to itself', 'cannot be read', (root) => symlinkSync('config.xml', place(root))],
  ])('may be %s: a problem, and every other file is read', async (_, message, put) => {
    const root = moduleRoot({ ...GOOD, 'A/Bad/etc/crontab.xml': '<config/>' })
    put(root)

    const { tree, jobs } = await define(root)

    expect(tree.problems).toEqual([
      expect.objectContaining({ severity: 'error', file: place(root), message: expect.stringContaining(message) }),
    ])
    expect([...jobs.keys()]).toEqual(['good'])
  })
})
