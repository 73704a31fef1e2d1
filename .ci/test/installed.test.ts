import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { NewUser } from './support/new-user.js'

const user = new NewUser(inject('redisAddress'))
let unreachable: string | undefined
beforeAll(async () => {
  unreachable = await user.begin()
  if (unreachable !== undefined) process.stderr.write(`${nothingProved()}\n`)
}, 600_000)
afterAll(() => user.leave())

// Third parties come from the registry: without it nothing is proved, and the report says so.
beforeEach((context) => {
  context.skip(unreachable !== undefined, nothingProved())
})

describe('a project outside this repository, of packed packages', () => {
  it('builds, and its test passes', async () => {
    const { code, output } = await user.npm(user.project, 'test')
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/Tests +5 passed/) })
  })

  it('has nothing wrong with it', async () => {
    expect(await user.horarium('validate')).toEqual({ code: 0, output: '1 module, 1 job: no problems.\n' })
    expect(JSON.parse(readFileSync(join(user.project, 'package.json'), 'utf8'))).toMatchObject({
      workspaces: ['modules/*/*'],
    })
  })

  it('starts, and a run succeeds', async () => {
    const { code, output } = await user.while(['start'], () => expectSuccess('app_hello'))
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('"run finished"') })
  })

  it('takes a second module while it is being developed, compiles and runs it', async () => {
    const { code, output } = await user.while(['dev'], async () => {
      const flags = ['--job', 'acme_shop_import', '--schedule', 'hourly']
      expect(await user.horarium('module:create', 'Acme_Shop', ...flags)).toMatchObject({ code: 0 })
      await expectSuccess('acme_shop_import')
    })
    expect({ code, output }).toMatchObject({ code: 0, output: expect.not.stringContaining('refused') })
  })

  it('tests both modules, and has nothing wrong with either', async () => {
    const { code, output } = await user.npm(user.project, 'test')
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/Tests +10 passed/) })
    expect(await user.horarium('validate')).toMatchObject({ output: '2 modules, 2 jobs: no problems.\n' })
  })

  it('has each of our packages once, and none that is not published', () => {
    const lock = readFileSync(join(user.project, 'package-lock.json'), 'utf8')
    const { packages } = JSON.parse(lock) as { readonly packages: Readonly<Record<string, unknown>> }
    const ours = Object.keys(packages).filter((path) => /(?:@horarium\/[a-z]+|horarium)$/.test(path))
    expect(ours).toContain('node_modules/horarium')
    expect(ours.filter((path) => path.lastIndexOf('node_modules/') > 0 || /bench|cli/.test(path))).toEqual([])
  })
})

/** Asks for a run, until there is such a job, and waits until one has succeeded. */
async function expectSuccess(job: string): Promise<void> {
  const within = { timeout: 60_000, interval: 200 }
  await expect.poll(() => user.horarium('schedule:add', job), within).toMatchObject({ code: 0 })
  const wanted = ['history:list', '--job', job, '--status', 'success', '--json']
  const output: unknown = expect.stringContaining('"status": "success"')
  await expect.poll(() => user.horarium(...wanted), within).toMatchObject({ output })
}

function nothingProved(): string {
  return `the registry is not reachable (${unreachable}): nothing was installed, and nothing is proved`
}
