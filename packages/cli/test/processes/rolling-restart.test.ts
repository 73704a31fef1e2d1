import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectEachInstantEndedOnce } from '../support/audit.js'
import { begin, horarium, type Running, stopAll } from '../support/horarium.js'
import { begunIn, JOURNAL_HANDLERS, overlapsIn, readJournal } from '../support/journal.js'
import { awaitSettled, openLedger } from '../support/ledger.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'

const RESTARTS = 6
const CODES = ['one', 'two', 'three', 'four', 'five', 'six']
const jobs = Object.fromEntries(CODES.map((code) => [code, { does: 'quick', when: '<every>1</every>' }]))

let project = ''
beforeAll(() => {
  project = makeProject({ 'modules/Test/Work/Model/Work.mjs': JOURNAL_HANDLERS, [CONFIG_XML]: jobsXml(jobs) })
})
afterAll(() => removeProject(project))

it('loses and doubles nothing while two workers are restarted in turn', { timeout: 120_000 }, async () => {
  const ledger = openLedger(project)
  await horarium(project, 'cron:run')
  const after = await ledger.now()
  const workers = [await startWorker(), await startWorker()]

  await restartInTurn(workers)
  const until = await ledger.now()
  await awaitSettled(ledger, until)
  await stopAll(workers)

  const journal = readJournal(project)
  const ended = journal.filter(({ what }) => what === 'end').map(({ id }) => id)
  expect(begunIn(journal)).toEqual([...new Set(begunIn(journal))])
  expect([...ended].toSorted(byText)).toEqual([...begunIn(journal)].toSorted(byText))
  expect(overlapsIn(journal, new Set())).toEqual([])
  expect(await brokenOff(ledger.finished())).toEqual([])
  await expectEachInstantEndedOnce({
    ledger,
    periods: Object.fromEntries(CODES.map((code) => [code, 1])),
    after,
    until,
  })
})

// In the middle the XML is written anew, too: what runs is not touched by it.
async function restartInTurn(workers: Running[]): Promise<void> {
  for (let turn = 0; turn < RESTARTS; turn += 1) {
    const index = turn % workers.length
    const old = workers[index]
    old?.child.kill('SIGTERM')
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await old?.ended)?.code).toBe(0)
    // oxlint-disable-next-line no-await-in-loop -- the same
    workers[index] = await startWorker()
    if (turn === RESTARTS / 2) writeFileSync(join(project, CONFIG_XML), jobsXml(jobs))
  }
}

async function startWorker(): Promise<Running> {
  const worker = begin(project, 'worker')
  await worker.until('worker started')
  return worker
}

async function brokenOff(finished: ReturnType<ReturnType<typeof openLedger>['finished']>): Promise<readonly unknown[]> {
  return (await finished).filter(({ status }) => status !== 'success' && status !== 'skipped')
}

function byText(one: string, other: string): number {
  return one < other ? -1 : 1
}
