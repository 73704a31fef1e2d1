import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, Node, runJob } from '@horarium/app'
import type { LogFields, Logger } from '@horarium/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { job, jobOf, openAt, openTestApp, silent, type TestProject } from './support/test-app.js'

const WATCH = `
import { appendFileSync } from 'node:fs'
export default class Watch {
  note(event) { appendFileSync('told.jsonl', JSON.stringify(event) + '\\n') }
  fail() { throw new Error('no use') }
}
`

const observer = (event: string, method: string): string =>
  `<${event}><observers><watch_${method}><class>test_watch/watch</class><method>${method}</method></watch_${method}></observers></${event}>`

function watched(events: string, jobs: TestProject['jobs']): TestProject {
  const xml = `<config><crontab><events>${events}</events></crontab></config>`
  const files = { 'modules/Test/Watch/etc/config.xml': xml, 'modules/Test/Watch/Model/Watch.mjs': WATCH }
  return { ...(jobs ? { jobs } : {}), files }
}

function toldIn({ project }: App): readonly Record<string, unknown>[] {
  try {
    const lines = readFileSync(join(project.directory, 'told.jsonl'), 'utf8').trim().split('\n')
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  } catch {
    return []
  }
}

// Observers are told at once, not one after another: what they hear of two runs may change places.
const finished = (entry: object): unknown =>
  expect.objectContaining({ event: 'finished', entry: expect.objectContaining(entry) })

describe('an observer', () => {
  it('is told when a run starts and ends, with all there is to know of it', async () => {
    const events = observer('cron_schedule_started', 'note') + observer('cron_schedule_finished', 'note')
    const app = await openTestApp(watched(events, { mail: job(''), bad: job('', 'fail') }))
    const { entry } = await runJob(app, jobOf(app, 'mail'), { params: { colour: 'red' } })
    await runJob(app, jobOf(app, 'bad'), { params: {} })

    await expect.poll(() => toldIn(app).filter(({ event }) => event === 'finished')).toHaveLength(2)
    const { id, durationMs } = entry
    const error = { name: 'TypeError', message: 'the disk is full' }
    expect(toldIn(app)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ event: 'started', group: 'default' }),
        finished({ id, status: 'success', result: '{"answer":42}', durationMs }),
        finished({ status: 'error', error: expect.objectContaining(error) }),
      ]),
    )
  })

  it('is told of what is written, released and skipped by a node', async () => {
    const events = ['generated', 'released', 'skipped'].map((one) => observer(`cron_schedule_${one}`, 'note')).join('')
    const app = await openTestApp(
      watched(events, { tick: `<every>1</every>${job('')}`, held: `<every>1</every>${job('', 'slow')}` }),
    )
    const node = new Node(app)
    await node.start()
    onTestFinished(() => node.stop(0))

    const kinds = (): string =>
      [...new Set(toldIn(app).map(({ event }) => String(event)))].toSorted((a, b) => (a < b ? -1 : 1)).join(' ')
    await expect.poll(kinds).toBe('generated released skipped')
  })

  it('that throws is told of in the log, and changes nothing', async () => {
    const lines: LogFields[] = []
    const logger: Logger = { ...silent, warn: (message, fields) => void lines.push({ ...fields, message }) }
    const { project } = await openTestApp(watched(observer('cron_schedule_finished', 'fail'), { mail: job('') }))
    const app = await openAt(project.directory, {}, logger)

    expect((await runJob(app, jobOf(app, 'mail'), { params: {} })).entry.status).toBe('success')
    await expect
      .poll(() => lines)
      .toContainEqual(
        expect.objectContaining({ message: 'an observer failed', observer: 'watch_fail', reason: 'Error: no use' }),
      )
  })

  it('that cannot be found, or of an event there is not, is a problem of its own', async () => {
    const events = observer('cron_schedule_finished', 'nothing') + observer('cron_schedule_finish', 'note')
    const { problems } = (await openTestApp(watched(events, {}))).configuration()

    expect(problems.map(({ message, remedy }) => `${message} ${remedy}`)).toEqual([
      expect.stringContaining('Did you mean cron_schedule_finished'),
      expect.stringContaining('it has no method nothing'),
    ])
  })
})
