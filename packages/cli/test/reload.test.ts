import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { begin, horarium, type Running } from './support/horarium.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

const projects: string[] = []
afterAll(() => projects.forEach(removeProject))

const TICK = { does: 'tick', when: '<every>1</every>' }

function project(): string {
  const made = makeProject({ [CONFIG_XML]: jobsXml({ tick: TICK }) })
  projects.push(made)
  return made
}

async function stop({ child, ended }: Running): Promise<string> {
  child.kill('SIGTERM')
  const { code, stderr } = await ended
  expect(code).toBe(0)
  return stderr
}

describe('changed XML', () => {
  it('is noticed by a worker within seconds, and refused by it with the reason when it is broken', async () => {
    const directory = project()
    const worker = begin(directory, 'worker')
    await worker.until('"run finished"')
    writeFileSync(join(directory, CONFIG_XML), '<config><crontab>')
    await worker.until('changed files are refused whole')
    const runs = worker.output().split('"run finished"').length
    await worker.until('"run finished"', runs)
    writeFileSync(join(directory, CONFIG_XML), tockXml())
    await worker.until('"jobCode":"tock"')

    const log = await stop(worker)
    expect(log).toMatch(/"message":"refused".*config\.xml","line":\d+/)
    expect(log).toMatch(/"message":"configuration replaced","jobs":1,"added":"tock","removed":"tick"/)
  })

  it('is noticed twice a second with --watch, on SIGHUP and on reload at once', async () => {
    const directory = project()
    const start = begin(directory, 'start', '--watch')
    const worker = begin(directory, 'worker')
    await Promise.all([start.until('"run finished"'), worker.until('worker started')])
    writeFileSync(join(directory, CONFIG_XML), tockXml())
    await Promise.all([start.until('"added":"tock"'), worker.until('"added":"tock"')])
    await worker.until('configuration replaced')
    worker.child.kill('SIGHUP')
    await worker.until('configuration replaced', 2)
    expect(await horarium(directory, 'reload')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('no problems'),
    })
    await worker.until('configuration replaced', 3)

    await Promise.all([stop(start), stop(worker)])
  })

  it('is found behind a symlink one stands in, when a deployment lets it lead elsewhere', async () => {
    const [first, second] = [project(), project()]
    const release = { 'horarium.config.json': '{ "namespace": "cli-deployed" }', [CONFIG_XML]: tockXml() }
    for (const [path, text] of Object.entries(release)) write(join(second, path), text)
    write(join(first, 'horarium.config.json'), release['horarium.config.json'])
    const home = project()
    const current = join(home, 'current')
    symlinkSync(first, current)
    const worker = begin({ cwd: current, environment: { PWD: current } }, 'worker')
    await worker.until('"run finished"')
    symlinkSync(second, `${current}-next`)
    renameSync(`${current}-next`, current)

    await worker.until('"jobCode":"tock"')
    await stop(worker)
  })
})

function tockXml(): string {
  return jobsXml({ tock: TICK })
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
