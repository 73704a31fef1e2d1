import { entryId } from '@horarium/core'
import { addPending } from '@horarium/store'
import { afterAll, describe, expect, it } from 'vitest'
import { expectEachInstantEndedOnce } from '../support/audit.js'
import { begin, stopAll } from '../support/horarium.js'
import { begunIn, JOURNAL_HANDLERS, readJournal } from '../support/journal.js'
import { awaitSettled, awaitThat, openLedger } from '../support/ledger.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'

const projects: string[] = []
type JobNode = { readonly does: string; readonly when?: string }
const makeOf = (jobs: Readonly<Record<string, JobNode>>): string => {
  const files = { 'modules/Test/Work/Model/Work.mjs': JOURNAL_HANDLERS, [CONFIG_XML]: jobsXml(jobs) }
  const project = makeProject(files)
  projects.push(project)
  return project
}
afterAll(() => projects.forEach(removeProject))

describe('eight workers', () => {
  it('share 500 entries that fall due at one instant, and run each once', { timeout: 60_000 }, async () => {
    const codes = Array.from({ length: 500 }, (_, nth) => `job_${nth}`)
    const project = makeOf(Object.fromEntries(codes.map((code) => [code, { does: 'quick' }])))
    const ledger = openLedger(project)
    const workers = Array.from({ length: 8 }, () => begin(project, 'worker'))
    await Promise.all(workers.map((worker) => worker.until('worker started')))

    const instant = (await ledger.now()) + 2_000
    await Promise.all(codes.map((jobCode) => addPending(ledger.lane, { jobCode, instant, author: 'test' })))
    await awaitThat(
      () => ledger.finished(),
      ({ length }) => length >= codes.length,
      30_000,
    )
    await stopAll(workers)

    const [ids, journal] = [codes.map((code) => entryId(code, instant)), readJournal(project)]
    expect(begunIn(journal).toSorted()).toEqual(ids.toSorted())
    expect(new Set(journal.map(({ pid }) => pid)).size).toBeGreaterThan(1)
    const ends = (await ledger.finished()).map(({ id, status, attempt }) => `${id} ${status} ${attempt}`)
    expect(ends.toSorted()).toEqual(ids.map((id) => `${id} success 1`).toSorted())
  })
})

describe('cron:run', () => {
  const PERIODS = { quick_one: 1, quick_two: 1, long_one: 1 }
  const each = (does: string): JobNode => ({ does, when: '<every>1</every>' })
  const always = { does: 'quick', when: at('always') }

  it('runs each entry once, twice at once, again and again, and beside a worker', { timeout: 60_000 }, async () => {
    const project = makeOf({ always, quick_one: each('quick'), quick_two: each('quick'), long_one: each('long') })
    const ledger = openLedger(project)
    const passes = [await passAtOnce(project, 1)]
    const after = await ledger.now()
    for (let round = 0; round < 3; round += 1) passes.push(await passAtOnce(project, 2))
    const worker = begin(project, 'worker')
    await worker.until('"run finished"')
    for (let round = 0; round < 2; round += 1) passes.push(await passAtOnce(project, 2))
    const until = await ledger.now()
    await awaitSettled(ledger, until)
    await stopAll([worker])

    const journal = readJournal(project)
    expect(begunIn(journal)).toEqual([...new Set(begunIn(journal))])
    expect(journal.some(({ pid }) => pid === worker.child.pid)).toBe(true)
    expect(journal.some(({ pid }) => passes.flat().includes(pid))).toBe(true)
    await expectEachInstantEndedOnce({ ledger, periods: PERIODS, after, until })
  })
})

/** Makes passes at the same moment; all must be well. Answers their pids. */
async function passAtOnce(project: string, passes: number): Promise<readonly number[]> {
  const running = Array.from({ length: passes }, () => begin(project, 'cron:run'))
  for (const ended of await Promise.all(running.map((pass) => pass.ended))) {
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' })
  }
  return running.map(({ child }) => child.pid ?? 0)
}
