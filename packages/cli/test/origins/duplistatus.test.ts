import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { begin, type Calling, eventually, type Running, stopAll } from '../support/horarium.js'
import { at, CONFIG_XML, jobsXml } from '../support/project.js'
import { makeSampleProject } from './sample-project.js'

// Beside the two of the manual: a check every five minutes, a clean-up at night.
const ACTIVE = ['always-fails', 'audit-log-cleanup', 'overdue-backup-check']
const TASKS = { 'always-fails': { does: 'fail', when: at('0 5 * * *') } }

const makeOf = (): Calling => ({
  cwd: makeSampleProject(['Sample/Store', 'Sample/Backups'], { [CONFIG_XML]: jobsXml(TASKS) }),
})

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

// "Service Cron" of duplistatus' manual, from top to bottom.
describe('the manual of duplistatus', () => {
  it('is used as its manual says, and goes on as it was after a kill', { timeout: 60_000 }, async () => {
    const calling = makeOf()
    const first = await start(calling)
    const [, before] = await eventually(() => first.ask('GET /health'), isHealthy)
    expect(before['activeTasks']).toEqual(ACTIVE)

    const [, ran] = await first.ask('POST /trigger/overdue-backup-check')
    expect(ran).toMatchObject({
      taskName: 'overdue-backup-check',
      success: true,
      statistics: { totalBackupConfigs: 0, checkedBackups: 0, overdueBackupsFound: 0, notificationsSent: 0 },
    })
    expect(await first.ask('POST /trigger/always-fails')).toMatchObject([200, { success: false }])
    expect(await first.ask('POST /trigger/nothing')).toMatchObject([404, { error: expect.any(String) as unknown }])
    expect(await first.ask('POST /stop/audit-log-cleanup')).toMatchObject([200, { active: false }])
    first.running.child.kill('SIGKILL')
    await first.running.ended

    const second = await start(calling)
    const [, after] = await eventually(() => second.ask('GET /health'), isHealthy)
    expect(after['activeTasks']).toEqual(ACTIVE.filter((name) => name !== 'audit-log-cleanup'))
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
    expect(await ask('POST /reload-config')).toMatchObject([200, { jobs: 5 }])
    expect(await ask('POST /trigger/second')).toMatchObject([200, { success: true }])

    write({ ...TASKS, third: { does: 'ok' } })
    await eventually(() => ask('POST /trigger/third'), isHealthy)

    writeFileSync(join(calling.cwd, CONFIG_XML), '<config>')
    expect(await ask('POST /reload-config')).toMatchObject([422, { problems: [{ severity: 'error' }] }])
    expect(await ask('PUT /api/v1/jobs/third/schedule', { preset: '20min' })).toMatchObject([200, { preset: '20min' }])
    await stopAll([running])
  })
})
