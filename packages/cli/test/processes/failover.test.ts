import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRedisBinary } from '@horarium/app'
import { laneOf, parseEntryId } from '@horarium/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FleetOrder, type RedisCluster, startCluster } from '../fleet/cluster.js'
import { type SentinelFleet, startSentinels } from '../fleet/sentinel.js'
import { expectEachInstantEndedOnce } from '../support/audit.js'
import { begin, type Calling, horarium, type Running, stopAll } from '../support/horarium.js'
import { begunIn, JOURNAL_HANDLERS, readJournal } from '../support/journal.js'
import { awaitSettled, awaitThat, type Ledger, openLedger } from '../support/ledger.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'

const SHARDS = 4
const LANES = ['default', ...Array.from({ length: SHARDS }, (_, shard) => `spread#${shard}`)]

interface Load {
  readonly lane: string
  readonly does: string
  readonly seconds: number
}

/** By code: many short jobs, and some whose runs outlast the beginning of a failover. */
const LOAD: Readonly<Record<string, Load>> = {
  ...jobs(20, (nth) => [`quick_${nth}`, { lane: 'default', does: 'quick', seconds: 1 }]),
  ...jobs(5, (nth) => [`steady_${nth}`, { lane: 'default', does: 'steady', seconds: 4 }]),
  ...jobs(20, (nth) => [`far_${nth}`, { lane: laneOf(`far_${nth}`, 'spread', SHARDS), does: 'quick', seconds: 1 }]),
}

function jobs(count: number, make: (nth: number) => readonly [string, Load]): Readonly<Record<string, Load>> {
  return Object.fromEntries(Array.from({ length: count }, (_, nth) => make(nth)))
}

function nodeOf({ lane, does, seconds }: Load): { readonly does: string; readonly when: string } {
  return { does, when: `<every>${seconds}</every>${lane === 'default' ? '' : '<group>spread</group>'}` }
}

const projects: string[] = []
afterAll(() => projects.forEach(removeProject))

function makeLoaded(): string {
  const namespace = `failover-${process.pid}-${projects.length}`
  const project = makeProject({
    'horarium.config.json': JSON.stringify({ namespace, settings: { 'system/cron/spread/shards': SHARDS } }),
    'modules/Test/Work/Model/Work.mjs': JOURNAL_HANDLERS,
    [CONFIG_XML]: jobsXml(Object.fromEntries(Object.entries(LOAD).map(([code, load]) => [code, nodeOf(load)]))),
  })
  projects.push(project)
  return project
}

const directory = mkdtempSync(join(tmpdir(), 'hz-failover-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

async function order(): Promise<FleetOrder> {
  const cacheDirectory = join(import.meta.dirname, '../../../../.horarium/redis')
  return { binary: await findRedisBinary({ cacheDirectory, onNotice: () => undefined }), directory }
}

describe('a cluster whose busiest master dies under load', () => {
  let cluster: RedisCluster
  beforeAll(async () => {
    cluster = await startCluster(await order())
  })
  afterAll(() => cluster.stop())

  it('is named by the address of a cluster, and nothing else', async () => {
    const node = `127.0.0.1:${cluster.servers[0]?.port}`

    expect(await refusalOf(`redis://${node}/0`)).toBe(
      `horarium: redis://${node}/0 (REDIS_URL) is a node of a cluster; write redis+cluster://${node}.\n`,
    )
    expect(await refusalOf(`redis+sentinel://${node}/main`)).toContain('names no Sentinel')
  })

  it('goes on with its replica, and every instant of every lane ends once', { timeout: 120_000 }, async () => {
    const work = await startWork(cluster.address)
    const keys = work.ledgers.map(({ lane }) => lane.keys.pending)
    const holders = await Promise.all(keys.map((key) => cluster.masterOf(key)))
    expect(new Set(holders).size).toBe(3)

    const diedAt = await nowOf(work.ledgers)
    holders[0]?.kill()

    await expectGoesOn({ ...work, diedAt })
    expect(await cluster.masterOf(keys[0] ?? '')).not.toBe(holders[0])
  })
})

describe('a master behind Sentinels that dies under load', () => {
  let fleet: SentinelFleet
  beforeAll(async () => {
    fleet = await startSentinels(await order())
  })
  afterAll(() => fleet.stop())

  it('is named by the address of Sentinels that watch it, and nothing else', async () => {
    const sentinel = fleet.address.replace(/^redis\+sentinel:\/\/([^,]*),.*/, '$1')
    const server = `127.0.0.1:${fleet.servers[0]?.port}`

    expect(await refusalOf(`redis://${sentinel}`)).toContain(
      `is a Sentinel; write redis+sentinel://${sentinel}/master-name.`,
    )
    expect(await refusalOf(`redis+sentinel://${sentinel}/main`)).toContain(
      "watch no master 'main', but: horarium-test.",
    )
    expect(await refusalOf(`redis+cluster://${server}`)).toContain(`is no cluster; write redis://${server}.`)
  })

  it('is followed by a replica, and every instant of every lane ends once', { timeout: 120_000 }, async () => {
    const work = await startWork(fleet.address)
    const master = await fleet.master()

    const diedAt = await nowOf(work.ledgers)
    master.kill()

    await expectGoesOn({ ...work, diedAt })
    expect(await fleet.master()).not.toBe(master)
  })
})

/** What a command says that ends as one does whose REDIS_URL is wrong. */
async function refusalOf(REDIS_URL: string): Promise<string> {
  const { code, stderr } = await horarium({ cwd: makeLoaded(), environment: { REDIS_URL } }, 'health')
  expect(code).toBe(2)
  return stderr
}

interface Work {
  readonly project: string
  readonly ledgers: readonly Ledger[]
  readonly workers: readonly Running[]
  /** Every instant after this one is theirs. */
  readonly after: number
}

/** Two workers on a timetable that is written already, in the middle of their work. */
async function startWork(address: string): Promise<Work> {
  const project = makeLoaded()
  const calling: Calling = { cwd: project, environment: { REDIS_URL: address } }
  const ledgers = LANES.map((lane) => openLedger(project, address, lane))
  expect(await horarium(calling, 'cron:run')).toMatchObject({ code: 0 })
  const after = await nowOf(ledgers)
  const workers = [begin(calling, 'worker'), begin(calling, 'worker')]
  await Promise.all(workers.map((worker) => worker.until('"run finished"', 20)))
  return { project, ledgers, workers, after }
}

// Replicas are told after the answer is sent: what a master answered just before it died may be unknown to them.
const UNSAFE_MS = 2_000
const RUNS_AFTER = 100

async function expectGoesOn({
  project,
  ledgers,
  workers,
  after,
  diedAt,
}: Work & { readonly diedAt: number }): Promise<void> {
  await awaitThat(
    () => readJournal(project).filter(({ what, id, at }) => what === 'end' && at > diedAt && id.startsWith('quick')),
    ({ length }) => length > RUNS_AFTER,
    60_000,
  )
  const until = await nowOf(ledgers)
  for (const [place, ledger] of ledgers.entries()) {
    await awaitSettled(ledger, until)
    const own = Object.entries(LOAD).filter(([, { lane }]) => lane === LANES[place])
    const periods = Object.fromEntries(own.map(([code, { seconds }]) => [code, seconds]))
    await expectEachInstantEndedOnce({ ledger, periods, after, until })
  }
  await stopAll(workers)
  const begun = begunIn(readJournal(project))
  const twice = begun.filter((id, place) => begun.indexOf(id) !== place).map((id) => parseEntryId(id).scheduledAt)
  expect(twice.filter((at) => at < diedAt - UNSAFE_MS || at > diedAt)).toEqual([])
}

async function nowOf([ledger]: readonly Ledger[]): Promise<number> {
  return ledger?.now() ?? Number.NaN
}
