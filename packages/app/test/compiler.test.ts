import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Compiled, Compiler, openProject } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { makeProjectFolder } from './support/test-app.js'

const WORK = 'modules/Test/Work'

interface Bench {
  readonly said: readonly Compiled['kind'][]
  /** Writes files, and has the compiler look. */
  readonly write: (...paths: readonly string[]) => Promise<void>
}

async function openBench(files: Readonly<Record<string, string>> = {}): Promise<Bench> {
  const directory = makeProjectFolder({ files })
  const said: Compiled['kind'][] = []
  const project = await openProject({ directory, modules: [], environment: {} })
  const compiler = new Compiler({ project, everyMs: 1, onCompiled: ({ kind }) => said.push(kind) })
  await compiler.look()
  const write = async (...paths: readonly string[]): Promise<void> => {
    for (const path of paths) {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), '{ "modules": [] }')
    }
    await compiler.look()
  }
  return { said, write }
}

describe('the compiler of a project under work', () => {
  it.each([`${WORK}/Model/Work.mjs`, `${WORK}/Model/Deep/new.js`, `${WORK}/etc/config.xml`, 'horarium.config.json'])(
    'tells that %s was written',
    async (path) => {
      const { said, write } = await openBench()
      await write(path)
      expect(said).toEqual(['compiled', 'compiled'])
    },
  )

  it('says nothing of what is built, installed or only tests, nor of nothing', async () => {
    const { said, write } = await openBench()
    await write(...['dist', 'node_modules/a', 'test', '.cache'].map((folder) => `${WORK}/${folder}/a.js`))
    await write()
    expect(said).toEqual(['compiled'])
  })

  it('sees a module that comes', async () => {
    const { said, write } = await openBench()
    await write('modules/Test/New/etc/config.xml')
    expect(said).toHaveLength(2)
  })

  it('tells when there is TypeScript and nothing to compile it with', async () => {
    const { said } = await openBench({ [`${WORK}/tsconfig.json`]: '{}' })
    expect(said).toEqual(['no compiler'])
  })
})
