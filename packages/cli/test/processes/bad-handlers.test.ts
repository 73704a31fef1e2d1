import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { begin, horarium, type Running } from '../support/horarium.js'
import { JOURNAL_HANDLERS, readJournal } from '../support/journal.js'
import { awaitThat, type Ledger, openLedger } from '../support/ledger.js'
import { CONFIG_XML, jobsXml, makeProject } from '../support/project.js'

const BAD = [
  'throws',
  'rejects',
  'strayRejection',
  'strayThrow',
  'steady',
  'hold',
  'exit',
  'loop',
  'never',
  'exhaust',
  'corrupt',
] as const
type Bad = (typeof BAD)[number]

const WITHIN_MS = 30_000
const LIMITS = '<block_limit>2s</block_limit><stop_grace>1s</stop_grace><memory>48</memory>'

interface Scene {
  readonly project: string
  readonly ledger: Ledger
  startWorker(): Promise<Running>
}

const projects: string[] = []
const workers: Running[] = []
afterAll(async () => {
  for (const { child } of workers) child.kill('SIGKILL')
  await Promise.all(workers.map(({ ended }) => ended))
  for (const project of projects) rmSync(project, { recursive: true, force: true })
})

/** A project with a job that is always well and one of every bad kind, which runs only when asked for. */
function setScene(): Scene {
  const bad = Object.fromEntries(BAD.map((code) => [code, { does: code }]))
  const project = makeProject({
    'modules/Test/Work/Model/Work.mjs': JOURNAL_HANDLERS,
    'modules/Test/Limits/etc/config.xml': `<config><default><system><cron>${LIMITS}</cron></system></default></config>`,
    [CONFIG_XML]: jobsXml({ ...bad, good: { does: 'quick', when: '<every>1</every>' } }),
  })
  projects.push(project)
  const startWorker = async (): Promise<Running> => {
    const worker = begin(project, 'worker', '--grace', '0.1')
    workers.push(worker)
    await worker.until('worker started')
    return worker
  }
  return { project, ledger: openLedger(project), startWorker }
}

// Bad handlers are harmless only in company: each scene plays beside the others, in processes of its own.
describe.concurrent('a handler that', { timeout: 90_000 }, () => {
  it('throws or rejects ends its own entry as error, and nobody notices', async () => {
    const scene = setScene()
    const worker = await scene.startWorker()
    await Promise.all([ask(scene, 'throws'), ask(scene, 'rejects')])

    expect(await endOf(scene, 'throws')).toMatchObject({ status: 'error', reason: 'TypeError: the disk is full' })
    expect(await endOf(scene, 'rejects')).toMatchObject({ status: 'error', reason: 'RangeError: out of paper' })
    await awaitGoodRun(scene, worker)
  })

  it('leaves a stray rejection or a throwing timer behind is told of, and its process goes on', async () => {
    const scene = setScene()
    const worker = await scene.startWorker()
    await Promise.all([ask(scene, 'strayRejection'), ask(scene, 'strayThrow')])
    await worker.until('"a handler left an error behind"', 2)

    expect(worker.output()).toContain('"error":"nobody awaits me"')
    expect(worker.output()).toContain('"error":"too late to catch"')
    expect(await endOf(scene, 'strayThrow')).toMatchObject({ status: 'success' })
    await awaitGoodRun(scene, worker)
  })

  it('leaves a stray rejection behind in cron:run makes it end with 1, in job:run it is only told of', async () => {
    const scene = setScene()
    const told = await horarium(scene.project, 'job:run', 'strayRejection')
    await ask(scene, 'strayRejection')
    const pass = (): ReturnType<typeof horarium> => horarium(scene.project, 'cron:run')
    const failed = await awaitThat(pass, ({ code }) => code !== 0)

    expect(told).toMatchObject({ code: 0, stderr: 'horarium: The handler left an error behind: nobody awaits me\n' })
    expect(failed).toEqual({
      code: 1,
      stdout: '',
      stderr: 'horarium: A handler left an error behind: nobody awaits me\n',
    })
  })

  it('calls process.exit ends its own entry as error, its worker lives, and the job is free again', async () => {
    const scene = setScene()
    const worker = await scene.startWorker()
    await ask(scene, 'exit')

    const reason = 'its process was ended by process.exit(0)'
    expect(await endOf(scene, 'exit')).toMatchObject({ status: 'error', reason })
    await awaitGoodRun(scene, worker)
    await ask(scene, 'exit')
    await awaitBegun(scene, 'exit', 2)
  })

  it.each([
    ['loop', 'its process was blocked for 2 s and was ended'],
    ['never', 'NeverSettled: never settles: nothing is left that its handler could wait for'],
    ['exhaust', expect.stringMatching(/ran out of memory|used \d+ MiB|was blocked/)],
    ['corrupt', expect.stringContaining('Tampered: JSON.stringify')],
  ] as const)('does %s ends its own entry with the reason, and the job is free again', async (code, reason) => {
    const scene = setScene()
    const worker = await scene.startWorker()
    await ask(scene, code)

    expect(await endOf(scene, code)).toMatchObject({ status: 'error', reason })
    await awaitGoodRun(scene, worker)
    await ask(scene, code)
    await awaitBegun(scene, code, 2)
  })

  it('goes on beyond its timeout is ended with its process', async () => {
    const scene = setScene()
    const worker = await scene.startWorker()
    expect(await horarium(scene.project, 'job:set', 'hold', '--timeout', '1s')).toMatchObject({ code: 0 })
    await ask(scene, 'hold')

    expect(await endOf(scene, 'hold')).toMatchObject({ status: 'error', reason: 'timeout: ran longer than 1s' })
    await awaitGoodRun(scene, worker)
    await ask(scene, 'hold')
    await awaitBegun(scene, 'hold', 2)
  })

  it('is frozen with its process past its lease is ended by another, and its own late outcome is refused', async () => {
    const scene = setScene()
    const first = await scene.startWorker()
    await ask(scene, 'steady')
    await awaitBegun(scene, 'steady', 1)
    first.child.kill('SIGSTOP')
    await scene.startWorker()
    const lost = await endOf(scene, 'steady')
    first.child.kill('SIGCONT')
    await first.until('"run was fenced')
    await awaitGoodRun(scene, first)

    expect(lost).toMatchObject({ status: 'error', reason: 'worker lost' })
    expect((await scene.ledger.finished()).filter(({ jobCode }) => jobCode === 'steady')).toEqual([lost])
  })

  it('hangs past the shutdown is ended with its process, and the job is free again', async () => {
    const scene = setScene()
    const first = await scene.startWorker()
    await ask(scene, 'hold')
    await awaitBegun(scene, 'hold', 1)
    first.child.kill('SIGTERM')
    const [second, { code }] = await Promise.all([scene.startWorker(), first.ended])

    expect(code).toBe(0)
    const reason = 'its process was ended, as a run in it did not stop when asked to'
    expect(await endOf(scene, 'hold')).toMatchObject({ status: 'error', reason })
    await ask(scene, 'hold')
    await awaitBegun(scene, 'hold', 2)
    await awaitGoodRun(scene, second)
  })
})

async function ask({ project }: Scene, code: Bad): Promise<void> {
  expect(await horarium(project, 'schedule:add', code, '--at', '+1s')).toMatchObject({ code: 0 })
}

/** The first finished entry of a job, as soon as there is one. */
async function endOf({ ledger }: Scene, code: Bad): Promise<unknown> {
  const ended = await awaitThat(
    async () => (await ledger.finished()).filter(({ jobCode }) => jobCode === code),
    ({ length }) => length > 0,
    WITHIN_MS,
  )
  return ended[0]
}

async function awaitBegun({ project }: Scene, code: Bad, times: number): Promise<void> {
  const begun = (): number => readJournal(project).filter(({ id, what }) => isOf(id, code) && what === 'begin').length
  await awaitThat(begun, (count) => count === times, WITHIN_MS)
}

/** Waits until the process runs an entry that falls due only now. */
async function awaitGoodRun({ project, ledger }: Scene, { child }: Running): Promise<void> {
  const now = await ledger.now()
  const runs = (): number =>
    readJournal(project).filter(({ id, at, pid }) => isOf(id, 'good') && at > now && pid === child.pid).length
  await awaitThat(runs, (count) => count > 0, WITHIN_MS)
}

function isOf(id: string, code: string): boolean {
  return id.startsWith(`${code}@`)
}
