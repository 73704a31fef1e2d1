import { type App, resetJob, setJob, setJobActive, setSetting } from '@horarium/app'
import { entryId, HorariumError } from '@horarium/core'
import { addReleased, claimEntries, findEntry } from '@horarium/store'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Followers } from './support/followers.js'
import { planFor } from './support/lanes.js'
import { at, job, jobOf, makeProjectFolder, openAt } from './support/test-app.js'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 0, 31, 12, 0, 30)
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 12)
const PROCESSES = 3
const CODES = ['a', 'b', 'c']
const SCHEDULES = ['* * * * *', '*/2 * * * *', '1-59/3 * * * *', '0 3 * * *', '30', 'hourly']
const GROUPS = ['default', 'letters', 'index']

interface Step {
  take(world: Followers): Promise<unknown> | void
  toString(): string
}

const named = (name: string, take: Step['take']): Step => ({ take, toString: () => name })
const nth = fc.nat(PROCESSES - 1)
const code = fc.constantFrom(...CODES)

const xml = fc
  .array(fc.tuple(fc.constantFrom(...SCHEDULES.filter((one) => one !== '30')), fc.constantFrom(...GROUPS)), {
    minLength: 1,
    maxLength: CODES.length,
  })
  .map((jobs) => {
    const nodes = jobs.map(
      ([when, group], place) => `<${CODES[place]}><group>${group}</group>${job(when)}</${CODES[place]}>`,
    )
    return `<config><crontab><jobs>${nodes.join('')}</jobs></crontab></config>`
  })

const wishes = fc.record(
  { schedule: fc.constantFrom(...SCHEDULES), group: fc.constantFrom(...GROUPS), timezone: fc.constant('Asia/Tokyo') },
  { requiredKeys: ['schedule'] },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(nth, code, wishes)
    .map(([by, of, what]) =>
      named(`${by} sets ${of} to ${JSON.stringify(what)}`, (world) =>
        change(world.app(by), (app) => setJob(app, jobOf(app, of), { ...what, dryRun: false })),
      ),
    ),
  fc
    .tuple(nth, code)
    .map(([by, of]) =>
      named(`${by} resets ${of}`, (world) =>
        change(world.app(by), (app) => resetJob(app, of, { parts: [], params: [], dryRun: false })),
      ),
    ),
  fc
    .tuple(nth, code, fc.boolean())
    .map(([by, of, active]) =>
      named(`${by} switches ${of} ${active ? 'on' : 'off'}`, (world) =>
        change(world.app(by), (app) => setJobActive(app, jobOf(app, of), active)),
      ),
    ),
  fc
    .tuple(nth, fc.integer({ min: 1, max: 3 }))
    .map(([by, shards]) =>
      named(`${by} sets ${shards} shards`, (world) =>
        change(world.app(by), (app) => setSetting(app, 'shards', String(shards))),
      ),
    ),
  xml.map((text) => named(`deploy ${text}`, (world) => world.deploy(text))),
  fc.constant(named('deploy nonsense', (world) => world.deploy('<config><crontab>'))),
  nth.map((one) => named(`${one} notices`, (world) => world.notice(one))),
  nth.map((one) => named(`${one} follows`, (world) => world.follow(one))),
  nth.map((one) => named(`${one} tends`, (world) => world.tend(one, NOW))),
)

// What is refused is refused whole: it must have changed nothing, and that is what the end shows.
async function change(app: App, act: (app: App) => Promise<unknown>): Promise<void> {
  try {
    await act(at(app, NOW))
  } catch (thrown) {
    if (!(thrown instanceof HorariumError)) throw thrown
  }
}

/** What stands in the timetable after now, by lane. */
async function pending(app: App): Promise<readonly string[]> {
  const lanes = [...app.plans().values()].map(({ lane }) => lane)
  const found = lanes.map(async ({ name, redis, keys }) =>
    (await redis.zrangebyscore(keys.pending, `(${NOW}`, '+inf')).map((id) => `${name} ${id}`),
  )
  return (await Promise.all(found)).flat().toSorted()
}

/** What a fresh process would write of the files and overrides as they are. */
function wanted(fresh: App): readonly string[] {
  const ids = [...fresh.plans().values()].flatMap(({ lane, jobs, settings }) =>
    [...jobs.values()].flatMap(({ definition, calendar }) => {
      if (calendar?.compiled.kind !== 'timed') return []
      const instants = calendar.compiled.between(NOW, NOW + settings.aheadMs)
      return instants.map((instant) => `${lane.name} ${entryId(definition.code, instant)}`)
    }),
  )
  return ids.toSorted()
}

/** A run of job `a` that is alive in the lane where it began. */
async function beginRun(app: App): Promise<() => Promise<void>> {
  const { lane } = planFor(app, 'default')
  const id = (await addReleased(lane, { jobCode: 'a', instant: NOW - 1, author: 'ann' }, NOW)) ?? ''
  await claimEntries(lane, [{ id, jobCode: 'a', token: 't' }], { now: NOW, leaseEnd: NOW + MINUTE, worker: 'w' })
  return async () => expect(await findEntry(lane, id)).toMatchObject({ status: 'running', worker: 'w' })
}

async function check(steps: readonly Step[], last: string): Promise<void> {
  const directory = makeProjectFolder({ jobs: { a: job('* * * * *'), b: job('*/2 * * * *') } })
  const world = await Followers.open(directory, PROCESSES)
  const stillRuns = await beginRun(world.app(0))
  // oxlint-disable-next-line no-await-in-loop -- in their order
  for (const one of steps) await one.take(world)
  world.deploy(last)
  await world.settle(NOW)

  const fresh = await openAt(directory)
  expect(fresh.configuration().problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(await pending(fresh)).toEqual(wanted(fresh))
  for (const app of world.apps) expect(app.configuration().jobs).toEqual(fresh.configuration().jobs)
  await stillRuns()
}

describe('after any changes of XML and overrides, by any of several processes', () => {
  it('the timetable is what a fresh generation would write, and a run is untouched', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25, size: 'max' }), xml, check), {
      numRuns: RUNS,
    })
  })
})
