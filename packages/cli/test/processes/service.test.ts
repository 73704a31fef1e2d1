import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { begin, type Calling, eventually, type Running, stopAll } from '../support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'

// The service of a backup monitor, as its manual describes it: a check every five minutes, a clean-up at night.
const TASKS = {
  'overdue-backup-check': { does: 'ok', when: at('*/5 * * * *') },
  'audit-log-cleanup': { does: 'ok', when: at('0 2 * * *') },
  'always-fails': { does: 'fail', when: at('0 5 * * *') },
}

const projects: string[] = []
const makeOf = (): Calling => {
  const cwd = makeProject({ [CONFIG_XML]: jobsXml(TASKS) })
  projects.push(cwd)
  return { cwd }
}
afterAll(() => projects.forEach(removeProject))

type Body = Readonly<Record<string, unknown>>

/** A service and how to ask it. */
interface Asked {
  readonly running: Running
  readonly ask: (line: string, body?: unknown) => Promise<readonly [number, Body]>
}

async function start(calling: Calling, ...args: readonly string[]): Promise<Asked> {
  const running = begin(calling, 'start', ...args)
  await running.until('service listens')
  const [, address = ''] = /"address":"(http:[^"]+)"/.exec(running.output()) ?? []
  const ask: Asked['ask'] = async (line, body) => {
    const [method = '', path = ''] = line.split(' ')
    const sent =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const answer = await fetch(address + path, { method, ...sent })
    return [answer.status, (await answer.json()) as Body]
  }
  return { running, ask }
}

const isHealthy = ([status]: readonly [number, Body]): boolean => status === 200

describe('the service of a backup monitor', () => {
  it('is used as its manual says, and goes on as it was after a kill', { timeout: 60_000 }, async () => {
    const calling = makeOf()
    const first = await start(calling)
    const [, before] = await eventually(() => first.ask('GET /health'), isHealthy)
    expect(before['activeTasks']).toEqual(['always-fails', 'audit-log-cleanup', 'overdue-backup-check'])

    const [, ran] = await first.ask('POST /trigger/overdue-backup-check')
    expect(ran).toMatchObject({
      taskName: 'overdue-backup-check',
      success: true,
      message: 'all done',
      statistics: { answer: 42 },
    })
    expect(await first.ask('POST /trigger/always-fails')).toMatchObject([200, { success: false }])
    expect(await first.ask('POST /trigger/nothing')).toMatchObject([404, { error: expect.any(String) as unknown }])
    expect(await first.ask('POST /stop/audit-log-cleanup')).toMatchObject([200, { active: false }])
    first.running.child.kill('SIGKILL')
    await first.running.ended

    const second = await start(calling)
    const [, after] = await eventually(() => second.ask('GET /health'), isHealthy)
    expect(after['activeTasks']).toEqual(['always-fails', 'overdue-backup-check'])
    expect(after['errors']).toEqual({ 'always-fails': 'TypeError: the disk is full' })
    expect(Object.keys(after['lastRunTimes'] ?? {})).toContain('overdue-backup-check')
    expect(await second.ask('POST /start/audit-log-cleanup')).toMatchObject([200, { active: true }])
    await stopAll([second.running])
  })

  it('reads its configuration again when asked, and by itself where it watches', { timeout: 60_000 }, async () => {
    const calling = makeOf()
    const { running, ask } = await start(calling, '--watch')
    const write = (tasks: Parameters<typeof jobsXml>[0]): void =>
      writeFileSync(join(calling.cwd, CONFIG_XML), jobsXml(tasks))

    write({ ...TASKS, second: { does: 'ok' } })
    expect(await ask('POST /reload-config')).toMatchObject([200, { jobs: 4 }])
    expect(await ask('POST /trigger/second')).toMatchObject([200, { success: true }])

    write({ ...TASKS, third: { does: 'ok' } })
    await eventually(() => ask('POST /trigger/third'), isHealthy)

    writeFileSync(join(calling.cwd, CONFIG_XML), '<config>')
    expect(await ask('POST /reload-config')).toMatchObject([422, { problems: [{ severity: 'error' }] }])
    expect(await ask('PUT /api/v1/jobs/third/schedule', { preset: '20min' })).toMatchObject([200, { preset: '20min' }])
    await stopAll([running])
  })
})
