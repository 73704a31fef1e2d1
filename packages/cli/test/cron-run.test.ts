import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, eventually, horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let quiet = ''
let failing = ''
beforeAll(() => {
  quiet = makeProject({
    [CONFIG_XML]: jobsXml({
      noisy: { does: 'noisy', when: '<every>1</every>' },
      tick: { does: 'tick', when: '<every>1</every>' },
    }),
  })
  failing = makeProject({ [CONFIG_XML]: jobsXml({ fails: { does: 'fail', when: at('always') } }) })
})
afterAll(() => [quiet, failing].forEach(removeProject))

type Shape = Readonly<Record<string, unknown>>

describe('cron:run', () => {
  it('says nothing when all is well, whatever handlers print, and writes the timetable ahead', async () => {
    expect(await horarium(quiet, 'cron:run')).toEqual({ code: 0, stdout: '', stderr: '' })

    const pending = (await answerOf(quiet, 'schedule:list', '--limit', '5000')) as readonly unknown[]
    expect(pending.length).toBeGreaterThan(2_000)
  })

  it('runs what has fallen due, once, also when it is called twice at once', async () => {
    const ran = await eventually(
      async () => {
        await Promise.all([horarium(quiet, 'cron:run'), horarium(quiet, 'cron:run')])
        return (await answerOf(quiet, 'history:list', '--job', 'tick', '--status', 'success')) as readonly Shape[]
      },
      ({ length }) => length > 0,
    )

    expect(ran.map(({ attempt }) => attempt)).toEqual(ran.map(() => 1))
    const ids = ran.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('tells each entry and the pass with -v', async () => {
    const { stdout } = await eventually(
      () => horarium(quiet, 'cron:run', '-v'),
      (ended) => ended.stdout.includes('tick@'),
    )

    expect(stdout).toMatch(/^tick@\S+ success in \d+ ms$/m)
    expect(stdout).toMatch(/^pass: \d+ received, 0 failed, \d+ written, \d+ purged$/m)
    expect(stdout).not.toContain('stray')
  })

  it('keeps its log in a file, with a line when it begins and one with counts when it ends', async () => {
    expect(await horarium(quiet, 'cron:run', '--log-file', 'pass.log')).toEqual({ code: 0, stdout: '', stderr: '' })

    const lines = readFileSync(join(quiet, 'pass.log'), 'utf8').split('\n').filter(Boolean)
    const told = lines.map((line) => JSON.parse(line) as Shape)
    expect(told[0]).toMatchObject({ level: 'info', message: 'pass begun', by: expect.stringContaining('cron:run on') })
    expect(told.at(-1)).toMatchObject({ message: 'pass ended', received: expect.any(Number), failed: 0 })
  })

  it('ends with 1 and a line for each failed entry', async () => {
    // `always` is due once a minute: a pass that finds its minute taken has nothing to run.
    const { code, stdout, stderr } = await eventually(
      () => horarium(failing, 'cron:run'),
      (ended) => ended.code !== 0,
    )

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^horarium: fails@\S+ error in \d+ ms: TypeError: the disk is full\n$/)
  })

  it('says nothing at all with -q, and still ends with 1', async () => {
    await horarium(failing, 'schedule:add', 'fails', '--at', '+1s')

    const ended = await eventually(
      () => horarium(failing, 'cron:run', '-q'),
      ({ code }) => code !== 0,
    )

    expect(ended).toEqual({ code: 1, stdout: '', stderr: '' })
  })

  it('makes the pass of some groups only, and refuses one that is not there with the nearest name', async () => {
    expect(await horarium(failing, 'cron:run', '--exclude-group', 'default')).toMatchObject({
      code: 2,
      stderr: 'horarium: No group is left to run. There are default.\n',
    })
    const { code, stderr } = await horarium(quiet, 'cron:run', '--group', 'defalt', '--group', 'default')

    expect(code).toBe(2)
    expect(stderr).toContain("No group 'defalt'. Did you mean default?")
  })

  it('makes the instance healthy', async () => {
    const { code, stdout } = await horarium(quiet, 'health', '--json')

    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      healthy: true,
      reasons: [],
      workers: [],
      redis: { description: expect.any(String), latencyMs: expect.any(Number) },
      lastPass: { at: expect.stringMatching(/Z$/), by: expect.stringContaining('cron:run') },
      lanes: { default: { pending: expect.any(Number), finished: { success: expect.any(Number) } } },
    })
  })
})
