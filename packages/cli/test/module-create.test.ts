import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerOf, type Ended, horarium } from './support/horarium.js'
import { askOnTerminal, hasTerminals } from './support/on-terminal.js'
import { lendPackages, makeProject, removeProject } from './support/project.js'

const FLAGS = ['module:create', 'Acme_Shop', '--job', 'acme_shop_import', '--schedule', '*/10 * * * *'] as const
const XML = 'modules/Acme/Shop/etc/config.xml'

let project = ''
beforeEach(() => {
  project = makeProject({})
  lendPackages(project)
})
afterEach(() => removeProject(project))

/** Runs a command of a package that the project has. */
function npx(name: string, ...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(join(project, 'node_modules/.bin', name), args, {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, VITEST: undefined },
  })
  return { status, output: stdout + stderr }
}

/** Runs what a command has said to do next; the last is for good. */
async function follow({ stdout }: Ended): Promise<readonly (number | null)[]> {
  const [, steps = ''] = stdout.split('What to do next\n')
  const commands = [...steps.matchAll(/^ {2}npx (\S+) (.+?) {2}/gm)]
  const codes: (number | null)[] = []
  for (const [, name = '', words = ''] of commands) {
    const args = words.trim().split(' ')
    // oxlint-disable-next-line no-await-in-loop
    codes.push(name === 'horarium' ? (await horarium(project, ...args)).code : npx(name, ...args).status)
  }
  return codes
}

describe('module:create in a script', () => {
  it('writes a module whose every next step works at once: compile, validate, test, run', async () => {
    const created = await horarium(project, ...FLAGS, '--label', 'Stock & more')
    expect(created).toMatchObject({ code: 0, stderr: '' })
    expect(created.stdout).toContain('declares acme_shop_import: every 10 minutes')
    expect(await follow(created)).toEqual([0, 0, 0, 0])
    expect((await horarium(project, 'validate')).stdout).toContain('no problems')
  })

  it('answers a program in JSON', async () => {
    expect(await answerOf(project, ...FLAGS)).toEqual({
      module: 'Acme_Shop',
      folder: join(project, 'modules/Acme/Shop'),
      files: ['etc/config.xml', 'Model/Import.ts', 'test/import.test.ts', 'package.json', 'tsconfig.json'],
      jobCode: 'acme_shop_import',
      words: 'every 10 minutes',
      warnings: [],
    })
  })

  it('refuses the same module twice, and what cannot be, and writes nothing', async () => {
    const wrong = await horarium(project, ...FLAGS, '--timezone', 'Europe/Pariss')
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Europe/Paris') })
    expect(existsSync(join(project, XML))).toBe(false)
    await horarium(project, ...FLAGS)
    expect(await horarium(project, ...FLAGS)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there already'),
    })
  })

  it('tells everything that is missing, and asks for nothing', async () => {
    const { code, stderr } = await horarium(project, 'module:create')
    expect(code).toBe(2)
    expect(stderr).toContain('missing: the name of the module, --job, --schedule.')
  })
})

describe.skipIf(!hasTerminals())('module:create on a terminal', () => {
  it('asks for what is missing, again for what cannot be, and writes what was answered', async () => {
    const { code, screen } = await askOnTerminal(
      { cwd: project, args: ['module:create', '--timezone', 'Europe/Paris'] },
      [
        ['What is the module called?', 'acme shop\r'],
        ['is no name of a module', '\u0015Acme_Shop\r'],
        ['code of its job?', '_import\r'],
        ['When does it run?', '0 25 * * *\r'],
        ['25', '\u00150 2 * * *\r'],
        ['What do people call it?', 'Stock\r'],
      ],
    )
    expect({ code, screen }).toMatchObject({ code: 0, screen: expect.stringContaining('What to do next') })
    const xml = readFileSync(join(project, XML), 'utf8')
    for (const text of ['<acme_shop_import>', '<cron_expr>0 2 * * *<', '<timezone>Europe/Paris<', '<label>Stock<'])
      expect(xml).toContain(text)
  })

  it('writes nothing when the person goes away', async () => {
    const order = { cwd: project, args: ['module:create', 'Acme_Shop'] }
    const { code, screen } = await askOnTerminal(order, [['code of its job?', '\u0003']])
    expect({ code, screen }).toMatchObject({ code: 1, screen: expect.stringContaining('Nothing was written.') })
    expect(existsSync(join(project, XML))).toBe(false)
  })

  it('asks nothing with --yes', async () => {
    const { code, screen } = await askOnTerminal({ cwd: project, args: ['module:create', '--yes'] }, [])
    expect({ code, screen }).toMatchObject({ code: 2, screen: expect.stringContaining('this is missing') })
  })
})
