import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, begin, eventually, horarium, stopAll } from './support/horarium.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

type Shape = Readonly<Record<string, unknown>>

let project = ''
beforeAll(() => {
  project = makeProject({
    [CONFIG_XML]: jobsXml({
      ok: { does: 'ok' },
      fail: { does: 'fail' },
      slow: { does: 'slow' },
      tick: { does: 'tick', when: '<every>1</every>' },
    }),
  })
})
afterAll(() => removeProject(project))

async function idOf(jobCode: string, ...command: readonly string[]): Promise<string> {
  const entries = (await answerOf(project, ...command, '--job', jobCode)) as readonly { readonly id: string }[]
  return entries[0]?.id ?? ''
}

describe('the logs of runs', () => {
  it('are shown over all jobs or of one, the newest last, for a person or as lines of JSON', async () => {
    for (const code of ['ok', 'fail']) await horarium(project, 'job:run', code)
    const all = await horarium(project, 'history:log')
    expect(all).toMatchObject({ code: 0, stderr: '' })
    const line = String.raw` {2}[\d:.]{12} `
    expect(all.stdout).toMatch(
      new RegExp(
        `^ok@\\w+\\.\\d+Z {2}success\n${line}info {2}worked well colour=none\nfail@.* {2}error\n${line}warn {2}about to fail\n$`,
      ),
    )
    const { stdout } = await horarium(project, 'history:log', '--job', 'fail', '--level', 'warn', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ jobCode: 'fail', status: 'error', message: 'about to fail' })
    const none = await horarium(project, 'history:log', '--words', 'nobody said this')
    expect(none).toMatchObject({ code: 0, stdout: 'No run has logged anything that fits.\n' })
  })
})

describe('the log of a run', () => {
  it('is shown alone, as text or as the lines that were kept', async () => {
    await horarium(project, 'job:run', 'ok', '--param', 'colour=red')
    const id = await idOf('ok', 'history:list')

    const text = await horarium(project, 'history:show', id, '--log')
    expect(text).toMatchObject({ code: 0, stderr: '' })
    expect(text.stdout).toMatch(/^\d\d:\d\d:\d\d\.\d{3} info {2}worked well colour=red\n$/)
    const { stdout } = await horarium(project, 'history:show', id, '--log', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ level: 'info', message: 'worked well', colour: 'red' })
  })

  it('is followed until the run has ended or Ctrl-C, with nothing else in a pipe', async () => {
    const worker = begin(project, 'worker', '--grace', '0')
    await worker.until('worker started')
    await horarium(project, 'schedule:add', 'slow')
    const id = await eventually(
      () => idOf('slow', 'schedule:list', '--status', 'running'),
      (found) => found !== '',
    )
    const follower = begin(project, 'history:show', id, '--follow')
    const impatient = begin(project, 'history:show', id, '--follow')
    await Promise.all([follower, impatient].map((one) => one.until('slow began')))
    impatient.child.kill('SIGINT')
    const left = await impatient.ended
    await horarium(project, 'schedule:kill', id)

    for (const { code, stdout, stderr } of [left, await follower.ended]) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(/^\S+ info {2}slow began stream=stdout\n$/)
    }
    await stopAll([worker])
  }, 60_000)
})

function lines(): readonly Shape[] {
  const file = join(project, 'worker.log')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Shape)
}

describe('the levels of a running node', () => {
  it('are changed by a setting, by component, and changed back', async () => {
    const worker = begin(project, 'worker', '--log-file', 'worker.log', '--log-level', 'error')
    await horarium(project, 'config:set', 'log_level', 'warn,engine=debug')
    await expect.poll(lines).toContainEqual(expect.objectContaining({ message: 'entries released' }))
    for (const { level, component } of lines()) expect(level === 'debug' && component !== 'engine').toBe(false)

    await horarium(project, 'config:reset', 'log_level')
    await stopAll([worker])
    expect(lines()).not.toContainEqual(expect.objectContaining({ message: 'stopped' }))
  })

  it('are refused where they are none', async () => {
    const { code, stderr } = await horarium(project, 'config:set', 'log_level', 'engin=debug')

    expect(code).toBe(2)
    expect(stderr).toMatch(/log_level is 'engin=debug'\. Use a level \(error, warn, info, debug\), component=level/)
  })
})
