import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { horarium } from './support/horarium.js'
import { makeProject, removeProject } from './support/project.js'

const NOWHERE = 'redis://127.0.0.1:1'

function projectWith(REDIS_URL: string): string {
  const project = makeProject({ '.env': `REDIS_URL=${REDIS_URL}\nHORARIUM_LOG_LEVEL=loud\n` })
  onTestFinished(() => removeProject(project))
  return project
}

describe("the project's .env", () => {
  it.each([
    ['in the folder', (project: string) => ({ cwd: project, words: [] })],
    ['with --project', (project: string) => ({ cwd: '/', words: ['--project', project] })],
    ['with --project=', (project: string) => ({ cwd: '/', words: [`--project=${project}`] })],
  ])('counts for every command %s', async (_, from) => {
    const { cwd, words } = from(projectWith(NOWHERE))
    const environment = { HORARIUM_LOG_LEVEL: 'warn', REDIS_URL: undefined }

    const { code, stderr } = await horarium({ cwd, environment }, ...words, 'health')

    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining(NOWHERE) })
  })

  it('gives way to what is set already, and gives options their defaults', async () => {
    const project = projectWith(NOWHERE)
    const environment = { REDIS_URL: inject('redisAddress') }

    const { code, stderr } = await horarium({ cwd: project, environment }, 'health')

    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('loud') })
    expect(stderr).not.toContain(NOWHERE)
  })

  it('is missed clearly when it is there and cannot be read', async () => {
    const project = makeProject({})
    onTestFinished(() => removeProject(project))
    mkdirSync(join(project, '.env'))
    writeFileSync(join(project, 'other'), '')

    const { code, stderr } = await horarium(project, 'health')

    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^horarium: \/.+\/\.env cannot be read/),
    })
  })
})
