import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, begin, horarium, type Running, stopAll } from '../support/horarium.js'
import { awaitThat, type Ledger, openLedger } from '../support/ledger.js'
import { makeProject, removeProject } from '../support/project.js'

const MODULES = join(import.meta.dirname, '../../../../modules')
const WITHIN_MS = 30_000
// Each run has a process of its own, so that one trouble does not become another's.
const LIMITS =
  '<isolation>process</isolation><block_limit>2s</block_limit><stop_grace>1s</stop_grace><memory>100</memory>'

let project = ''
let ledger: Ledger
let worker: Running
beforeAll(async () => {
  project = makeProject({
    'modules/Test/Limits/etc/config.xml': `<config><default><system><cron>${LIMITS}</cron></system></default></config>`,
  })
  mkdirSync(join(project, 'modules/Sample'))
  for (const name of ['Store', 'Trouble']) {
    symlinkSync(join(MODULES, 'Sample', name), join(project, 'modules/Sample', name))
  }
  ledger = openLedger(project)
  worker = begin(project, 'worker', '--grace', '0.1')
  await worker.until('worker started')
})
afterAll(async () => {
  await stopAll([worker])
  removeProject(project)
})

type Shape = Readonly<Record<string, unknown>>

/** Asks the worker for a run, and waits for its end. */
async function endOf(code: string, ...options: readonly string[]): Promise<unknown> {
  const { id } = (await answerOf(project, 'schedule:add', code, ...options)) as Shape
  const ended = await awaitThat(
    async () => (await ledger.finished()).filter((entry) => entry.id === id),
    ({ length }) => length > 0,
    WITHIN_MS,
  )
  return ended[0]
}

describe.concurrent('a job of the module of troubles', { timeout: 90_000 }, () => {
  it.each([
    ['trouble_fails', 'message=out of ink', 'AlwaysFails: out of ink'],
    ['trouble_blocks', 'seconds=60', 'its process was blocked for 2 s and was ended'],
    ['trouble_exits', 'code=7', 'its process was ended by process.exit(7)'],
    ['trouble_leaks', 'megabytes=4096', expect.stringMatching(/^its process used \d+ MiB of 100 and was ended$/)],
    ['trouble_fails', 'massage=ink', expect.stringMatching(/^InvalidParams: .*massage/)],
  ])('%s with %s ends as an error that says why', async (code, param, reason) => {
    expect(await endOf(code, '--param', param)).toMatchObject({ status: 'error', reason })
  })

  it('hangs until its timeout', async () => {
    expect(await horarium(project, 'job:set', 'trouble_hangs', '--timeout', '1s')).toMatchObject({ code: 0 })
    expect(await endOf('trouble_hangs')).toMatchObject({ status: 'error', reason: 'timeout: ran longer than 1s' })
  })

  it('sleeps, and succeeds', async () => {
    const ended = await endOf('trouble_sleeps', '--param', 'seconds=0')
    expect(ended).toMatchObject({ status: 'success', result: '"slept for 0 s"', message: 'asleep for 0 s' })
  })

  it('talks more than is kept: log and result are cut, and say so', async () => {
    const run = (await answerOf(project, 'job:run', 'trouble_talks', '--param', 'kilobytes=200')) as Shape
    const lines = run['log'] as readonly Shape[]
    expect(run).toMatchObject({ status: 'success', result: expect.stringMatching(/^"+z{900,}… \(result cut\)$/) })
    expect(lines.at(-1)).toMatchObject({ message: 'log cut here: a run keeps 64 KiB', cut: true })
    expect(JSON.stringify(lines).length).toBeLessThan(80_000)
  })

  it('fails by hand without a target, and runs for the one it is given', async () => {
    const without = await horarium(project, 'job:run', 'trouble_needs_target')
    const given = await horarium(project, 'job:run', 'trouble_needs_target', '--target-id', 'left')
    const broken = await horarium(project, 'job:run', 'trouble_needs_target', '--target-id', 'broken')
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining('NoTargets: the job needs targets') })
    expect(given).toMatchObject({ code: 0, stdout: expect.stringContaining('Job trouble_needs_target ran in') })
    expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining('does not open') })
  })

  it('runs in single file where its group says so, whichever job of the group it is', async () => {
    const lane = openLedger(project, undefined, 'trouble_serial')
    const ask = (code: string): Promise<unknown> =>
      horarium(project, 'schedule:add', code, '--at', '+1s', '--param', 'seconds=1')
    await Promise.all([ask('trouble_serial_first'), ask('trouble_serial_second')])
    const both = await awaitThat(
      () => lane.finished(),
      ({ length }) => length === 2,
      WITHIN_MS,
    )
    const [first, second] = both.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))
    expect(both.map(({ status }) => status)).toEqual(['success', 'success'])
    expect(second?.startedAt).toBeGreaterThanOrEqual(first?.finishedAt ?? Number.NaN)
  })
})

it('every job of the module is switched off until somebody enables it', async () => {
  const jobs = (await answerOf(project, 'job:list')) as readonly Shape[]
  expect(jobs.length).toBeGreaterThan(8)
  expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['disabled']))
  expect(await horarium(project, 'job:enable', 'trouble_sleeps')).toMatchObject({ code: 0 })
  expect(await answerOf(project, 'job:show', 'trouble_sleeps')).toMatchObject({ status: 'ok' })
})
