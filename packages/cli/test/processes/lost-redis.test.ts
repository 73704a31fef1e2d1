import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRedisBinary, type PrivateRedis, startPrivateRedis } from '@horarium/app'
import { type Entry, parseEntryId } from '@horarium/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectEachInstantEndedOnce } from '../support/audit.js'
import { embeddedPid, leaveNoServer, lendRedis } from '../support/embedded.js'
import { begin, type Calling, horarium, type Running, stopAll } from '../support/horarium.js'
import { begunIn, JOURNAL_HANDLERS, readJournal } from '../support/journal.js'
import { awaitSettled, awaitThat, type Ledger, openLedger } from '../support/ledger.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'

const LOAD = Array.from({ length: 60 }, (_, nth) => `job_${nth}`)
const PERIODS = Object.fromEntries(LOAD.map((code) => [code, 1]))

// With `everysec` Redis writes at once, unless the disk is still busy with the second before: then after two at most.
const UNSAFE_MS = 2_000

const projects: string[] = []
const makeLoaded = (): string => {
  const quick = { does: 'quick', when: '<every>1</every>' }
  const project = makeProject({
    'modules/Test/Work/Model/Work.mjs': JOURNAL_HANDLERS,
    [CONFIG_XML]: jobsXml(Object.fromEntries(LOAD.map((code) => [code, quick]))),
  })
  projects.push(project)
  return project
}
afterAll(() => projects.forEach(removeProject))

describe('a Redis of somebody else that is killed and started again under load', () => {
  let directory = ''
  let redis: PrivateRedis
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'hz-lost-'))
    redis = await startServer(directory)
  })
  afterAll(async () => {
    await redis.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  it('is used again at once, and nothing that was written down is lost', { timeout: 90_000 }, async () => {
    const calling = { cwd: makeLoaded(), environment: { REDIS_URL: redis.address } }
    const ledger = openLedger(calling.cwd, redis.address)
    const { workers, after } = await startWorkers(calling, ledger)
    const before = await finishedBeforeNow(ledger)
    const killedAt = await ledger.now()

    redis.kill()
    await redis.stop()
    redis = await startServer(directory)
    await awaitRunsAfter(await ledger.now(), calling.cwd)

    await expectKept(ledger, before)
    await expectAllEnded(ledger, after)
    await stopAll(workers)
    expect(begunTwice(calling.cwd).filter((at) => at < killedAt - UNSAFE_MS || at > killedAt)).toEqual([])
  })
})

describe.concurrent('the embedded Redis, killed under a living process', () => {
  it.for([
    ['is brought back by the one process of its project', 1],
    ['is brought back once by the two processes of its project', 2],
  ] as const)('%s, with all it held', { timeout: 60_000 }, async ([, processes], { onTestFinished }) => {
    const project = makeLoaded()
    lendRedis(project)
    const calling = { cwd: project, environment: { REDIS_URL: '' } }
    const starts = Array.from({ length: processes }, () => begin(calling, 'start'))
    onTestFinished(() => leaveNoServer(calling, starts))
    await Promise.all(starts.map((start) => start.until('"run finished"', 20)))
    const ledger = openLedger(project, join(project, '.horarium/redis.sock'))
    const after = await ledger.now()
    const before = await finishedBeforeNow(ledger)

    const killed = embeddedPid(project)
    process.kill(killed, 'SIGKILL')
    await awaitRunsAfter(await ledger.now(), project, starts)

    expect(embeddedPid(project)).not.toBe(killed)
    await expectKept(ledger, before)
    await expectAllEnded(ledger, after)
    await stopAll(starts)
    expect(existsSync(join(project, '.horarium/redis.sock'))).toBe(false)
  })
})

async function startServer(directory: string): Promise<PrivateRedis> {
  const cacheDirectory = join(import.meta.dirname, '../../../../.horarium/redis')
  const binary = await findRedisBinary({ cacheDirectory, onNotice: () => undefined })
  return startPrivateRedis({ binary, directory })
}

/** Two workers on a timetable that is written already, and the instant after which every instant is theirs. */
async function startWorkers(
  calling: Calling,
  ledger: Ledger,
): Promise<{ readonly workers: readonly Running[]; readonly after: number }> {
  expect(await horarium(calling, 'cron:run')).toMatchObject({ code: 0 })
  const after = await ledger.now()
  const workers = [begin(calling, 'worker'), begin(calling, 'worker')]
  await Promise.all(workers.map((worker) => worker.until('"run finished"', 50)))
  return { workers, after }
}

/** When entries were due that began more than once. */
function begunTwice(project: string): readonly number[] {
  const ids = begunIn(readJournal(project))
  return ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => parseEntryId(id).scheduledAt)
}

/** What is finished, once so much time has passed over it that the append-only file holds it. */
async function finishedBeforeNow(ledger: Ledger): Promise<readonly Entry[]> {
  const before = await ledger.finished()
  const seenAt = await ledger.now()
  await awaitThat(
    () => ledger.now(),
    (now) => now > seenAt + UNSAFE_MS,
  )
  return before
}

async function expectKept(ledger: Ledger, before: readonly Entry[]): Promise<void> {
  const kept = new Map((await ledger.finished()).map(({ id, status }) => [id, status]))
  expect(before.filter(({ id, status }) => kept.get(id) !== status)).toEqual([])
}

async function expectAllEnded(ledger: Ledger, after: number): Promise<void> {
  const until = await ledger.now()
  await awaitSettled(ledger, until)
  await expectEachInstantEndedOnce({ ledger, periods: PERIODS, after, until })
}

/** Waits until entries that fell due later have run in each of the processes. */
async function awaitRunsAfter(instant: number, project: string, within: readonly Running[] = []): Promise<void> {
  await awaitThat(
    () => readJournal(project).filter(({ what, at }) => what === 'end' && at > instant),
    (runs) => runs.length > 0 && within.every(({ child }) => runs.some(({ pid }) => pid === child.pid)),
  )
}
