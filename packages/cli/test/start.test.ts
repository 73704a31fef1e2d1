import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, begin, horarium } from './support/horarium.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let ticking = ''
let waiting = ''
beforeAll(() => {
  ticking = makeProject({
    [CONFIG_XML]: jobsXml({ tick: { does: 'tick', when: '<every>1</every>' }, broken: { does: 'gone' } }),
    'modules/Bad/Xml/etc/config.xml': '<config><crontab></config>',
  })
  waiting = makeProject({ [CONFIG_XML]: jobsXml({ slow: { does: 'slow' }, stubborn: { does: 'stubborn' } }) })
})
afterAll(() => [ticking, waiting].forEach(removeProject))

type Shape = Readonly<Record<string, unknown>>

describe('start', () => {
  it('tells a person what it works on, what comes next and what is broken, and runs the rest', async () => {
    const start = begin(ticking, 'start')
    await start.until('"run finished"')
    start.child.kill('SIGTERM')

    const { code, stdout } = await start.ended
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^Horarium \d+\.\d+\.\d+\n {2}Redis +\S.*\n {2}Project +\S+\n {2}Modules +2\n {2}Jobs +2 \(1 invalid\)\n/,
    )
    expect(stdout).toMatch(/Problems: 2 errors\nmodules\/Bad\/Xml\/etc\/config\.xml\n {2}error {2}line 1/)
    expect(stdout).toMatch(/Next runs \(UTC\)\n( {2}\d\d:\d\d:\d\d {2}(in \d+ s|now) {2}tick\n){5}/)
    expect(stdout).toMatch(/Where to look\n {2}npx horarium job:list/)
  })

  it('goes on where the first stopped: every instant in between ends exactly once', async () => {
    await runFor(2, 'SIGINT')
    await runFor(1, 'SIGTERM')

    const entries = (await answerOf(ticking, 'history:list', '--job', 'tick', '--limit', '1000')) as readonly Shape[]
    const instants = entries.map(({ scheduledAt }) => Date.parse(String(scheduledAt)) / 1_000).toSorted((a, b) => a - b)
    const [first = 0] = instants
    expect(instants).toEqual(instants.map((_, index) => first + index))
    for (const { reason, status } of entries) {
      expect(status).toMatch(/^(success|skipped)$/)
      expect(reason).toMatch(/./)
    }
  })

  it('writes one JSON line for each run in a pipe, on standard error', async () => {
    const worker = begin(ticking, 'worker')
    await worker.until('"run finished"')
    worker.child.kill('SIGTERM')

    const { code, stdout, stderr } = await worker.ended
    const lines = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Shape)
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(lines[0]).toMatchObject({ message: 'worker started', jobs: 2 })
    expect(lines.find(({ message }) => message === 'run finished')).toMatchObject({
      level: 'info',
      jobCode: 'tick',
      status: 'success',
      ms: expect.any(Number),
      entryId: expect.stringMatching(/^tick@/),
    })
  })

  it('ends a run that outlasts the grace time, and takes two signals of one key press for one', async () => {
    const start = begin(waiting, 'start', '--grace', '0.1')
    await start.until('Where to look')
    await horarium(waiting, 'schedule:add', 'slow', '--at', '+1s')
    await start.until('slow began')
    start.child.kill('SIGINT')
    start.child.kill('SIGINT')

    expect(await start.ended).toMatchObject({ code: 0 })
    const [entry] = (await answerOf(waiting, 'history:list', '--job', 'slow')) as readonly Shape[]
    expect(await answerOf(waiting, 'history:show', String(entry?.['id']))).toMatchObject({ result: 'ended early' })
  })

  it('ends at once with 1 at a second signal', async () => {
    const start = begin(waiting, 'worker', '--grace', '300')
    await start.until('worker started')
    await horarium(waiting, 'schedule:add', 'stubborn', '--at', '+1s')
    await start.until('stubborn began')
    // What comes within a fraction of a second is one key press; so it is told until it hears the second.
    const telling = setInterval(() => start.child.kill('SIGTERM'), 100)

    const { code } = await start.ended.finally(() => clearInterval(telling))
    expect(code).toBe(1)
  })
})

describe('job:disable and job:enable', () => {
  it('withdraw and write the entries at once, while a worker runs', async () => {
    const worker = begin(ticking, 'worker')
    await worker.until('"run finished"')

    const disabled = await horarium(ticking, 'job:disable', 'tick')
    const none = await answerOf(ticking, 'schedule:list', '--job', 'tick', '--status', 'pending')
    await worker.until('configuration replaced')
    const off = (await answerOf(ticking, 'job:list')) as readonly Shape[]
    const enabled = await answerOf(ticking, 'job:enable', 'Tick')
    const runs = worker.output().split('"run finished"').length
    await worker.until('"run finished"', runs)
    worker.child.kill('SIGTERM')

    // The worker may follow first.
    expect(disabled.stdout).toMatch(
      /^Job tick is disabled; (1\d\d\d pending entries withdrawn|nothing of it is pending)\.\n$/,
    )
    expect(none).toEqual([])
    expect(off.find(({ code }) => code === 'tick')).toMatchObject({ status: 'disabled', nextRunAt: null })
    expect(enabled).toMatchObject({ code: 'tick', status: 'ok', nextRunAt: expect.any(String) })
    expect(await worker.ended).toMatchObject({ code: 0 })
  })
})

async function runFor(runs: number, signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  const start = begin(ticking, 'start')
  await start.until('"run finished"', runs)
  start.child.kill(signal)
  expect(await start.ended).toMatchObject({ code: 0 })
}
