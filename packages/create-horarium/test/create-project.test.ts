import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main, projectFiles, TOOLS } from 'create-horarium'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hz-create-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

async function create(...argv: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  let said = ''
  const say = (text: string): void => void (said += `${text}\n`)
  return { code: await main(argv, { line: say, note: say }), said }
}

describe('npm create horarium', () => {
  it('writes a project named as its folder, and says what to do next', async () => {
    const { code, said } = await create(join(home, 'My Cron'))
    const manifest: unknown = JSON.parse(readFileSync(join(home, 'My Cron/package.json'), 'utf8'))
    expect({ code, manifest }).toMatchObject({
      code: 0,
      manifest: { name: 'my-cron', scripts: { dev: 'horarium dev' } },
    })
    expect(readFileSync(join(home, 'My Cron/horarium.config.json'), 'utf8')).toContain('"namespace": "my-cron"')
    expect(said).toContain(`  cd '${join(home, 'My Cron')}'\n`)
    expect(said).toMatch(/npm install\n {2}npm test .+\n {2}npm run dev/)
  })

  it('takes an empty folder, and one that holds a repository', async () => {
    mkdirSync(join(home, '.git'))
    expect(await create(home)).toMatchObject({ code: 0 })
  })

  it('touches nothing in a folder that holds anything else', async () => {
    writeFileSync(join(home, 'precious'), 'mine')
    expect(await create(home)).toEqual({ code: 1, said: expect.stringContaining('is not empty: it holds precious') })
    expect(existsSync(join(home, 'package.json'))).toBe(false)
  })

  it.each([[[]], [['a', 'b']], [['--force']], [['']]])('refuses %j with how it is called', async (argv) => {
    expect(await create(...argv)).toMatchObject({
      code: 2,
      said: expect.stringContaining('Usage: npm create horarium'),
    })
  })

  it('refuses a file, and a name that no package can have', async () => {
    writeFileSync(join(home, 'file'), '')
    expect(await create(join(home, 'file'))).toMatchObject({ code: 1, said: expect.stringContaining('no folder') })
    expect(await create(join(home, '___'))).toMatchObject({ code: 1, said: expect.stringContaining('cannot name') })
  })

  it('shows its help', async () => {
    expect(await create('--help')).toMatchObject({
      code: 0,
      said: expect.stringContaining('npm create horarium my-cron'),
    })
  })
})

describe('a new project', () => {
  it('develops with the tools that Horarium is built with', () => {
    const root = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')
    const { devDependencies } = JSON.parse(root) as { readonly devDependencies: Readonly<Record<string, string>> }
    for (const [tool, range] of Object.entries(TOOLS)) expect(range).toBe(`^${devDependencies[tool]}`)
  })

  it('asks for the Horarium it was made by', () => {
    const manifest: unknown = JSON.parse(projectFiles({ name: 'a', version: '3.1.0' }).get('package.json') ?? '')
    expect(manifest).toMatchObject({ dependencies: { horarium: '^3.1.0', '@horarium/sdk': '^3.1.0' } })
  })
})
