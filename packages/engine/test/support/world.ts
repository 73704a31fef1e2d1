import { FINISHED_STATUSES, type FinishedStatus, type GroupSettings, type JobPolicy } from '@horarium/core'
import { generate, type LanePlan, purge, release, sweep, tendParked } from '@horarium/engine'
import { findEntry, type Gap, listGaps, readSize } from '@horarium/store'
import { NOON, SECOND, type TestClock, testClock, testJob, testLane, testPlan, testSender } from './test-engine.js'
import { type How, TestWorker } from './test-worker.js'
import { type Rules, Witness } from './witness.js'

export interface WorldOptions {
  readonly schedules: readonly (string | number)[]
  readonly settings: Partial<GroupSettings>
  /** Of every job. */
  readonly policy?: Partial<JobPolicy>
}

export interface Finished {
  readonly status: FinishedStatus
  readonly at: number
}

const WORKERS = 3

/**
 * A lane with workers, on a clock that moves only when it is told to, and a transport that loses, doubles and
 * reorders as no real one dares. What breaks a promise on the way is noted in `faults`.
 */
export class World {
  readonly clock: TestClock = testClock(NOON)
  /** Every entry that ever ended, also those that are purged by now. */
  readonly ended: Map<string, FinishedStatus> = new Map()
  /** Every gap that was ever recorded. */
  readonly gaps: Map<string, Gap> = new Map()
  /** As it is now; an admin or a deployment may change it. */
  #plan: LanePlan
  readonly #settings: Partial<GroupSettings>
  readonly #policy: Partial<JobPolicy>
  readonly #witness: Witness
  readonly #transport = testSender()
  readonly #workers: TestWorker[]

  constructor({ schedules, settings, policy = {} }: WorldOptions) {
    const jobs = schedules.map((when, index) => testJob(`job${index}`, { when, policy }))
    this.#plan = testPlan(testLane(), jobs, settings)
    this.#settings = settings
    this.#policy = policy
    this.#witness = new Witness(rulesOf(policy, settings))
    this.#workers = Array.from({ length: WORKERS }, () => this.#newWorker())
  }

  get plan(): LanePlan {
    return this.#plan
  }

  /** A job gets another schedule, or none; the timetable follows when somebody next writes it. */
  change(pick: number, when: string | number | undefined): void {
    const jobs = [...this.#plan.jobs.values()]
    const code = jobs[pick % jobs.length]?.definition.code ?? ''
    const changed = testJob(code, {
      policy: this.#policy,
      ...(when === undefined ? { status: 'disabled' } : { when }),
    })
    const revision = this.#plan.revision + 1
    const others = jobs.map((job) => (job.definition.code === code ? changed : job))
    this.#plan = testPlan(this.#plan.lane, others, { ...this.#settings, revision })
  }

  get faults(): string[] {
    return this.#witness.faults
  }

  async wait(seconds: number): Promise<void> {
    this.clock.set(this.clock.now() + seconds * SECOND)
    // A living worker extends its leases, however long we wait.
    for (const worker of this.#workers) await worker.keepLeases()
  }

  setBack(seconds: number): void {
    this.clock.set(this.clock.now() - seconds * SECOND)
  }

  generate(times: number): Promise<void> {
    return this.#atOnce(times, (now) => generate(this.plan, now))
  }

  release(times: number): Promise<void> {
    return this.#atOnce(times, (now) => release(this.plan, this.#transport, now))
  }

  sweep(times: number): Promise<void> {
    return this.#atOnce(times, async (now) => {
      await sweep(this.plan, this.#transport, now)
      await tendParked(this.plan, { sender: this.#transport, now })
    })
  }

  async purge(times: number): Promise<void> {
    const before = await this.#finished()
    const { finished: _, ...waiting } = await readSize(this.plan.lane)
    await this.#atOnce(times, (now) => purge(this.plan, now))
    const { finished: _after, ...left } = await readSize(this.plan.lane)
    if (JSON.stringify(left) !== JSON.stringify(waiting)) this.faults.push('purged what waits')
    const after = await this.#finished()
    for (const [id, finished] of before) {
      if (!after.has(id) && this.#isYoung(finished, times)) this.faults.push(`${id} was purged too early`)
    }
  }

  /** Hands ids under way to the workers, all at once. */
  async deliver(count: number, how: How): Promise<void> {
    const ids = this.#transport.sent.splice(0, count)
    await Promise.all(ids.map((id, index) => this.#workers[index % WORKERS]?.execute(id, how)))
  }

  /** The transport forgets everything. */
  lose(): void {
    this.#transport.sent.length = 0
  }

  /** The transport repeats everything, the other way round. */
  double(): void {
    this.#transport.sent.push(...this.#transport.sent.toReversed())
  }

  /** A worker dies with all its runs. */
  die(pick: number): TestWorker | undefined {
    const [dead] = this.#workers.splice(pick % WORKERS, 1, this.#newWorker())
    for (const id of dead?.runs ?? []) this.#witness.end(id)
    return dead
  }

  /** A worker hangs until it has lost its leases (later, where the clock was set back), then goes on regardless. */
  async stall(pick: number): Promise<void> {
    const stalled = this.die(pick)
    await this.wait(7)
    await this.sweep(1)
    for (const id of stalled?.runs ?? []) {
      const isLost = (await findEntry(this.plan.lane, id))?.status !== 'running'
      if ((await stalled?.finish(id)) !== 'fenced' && isLost) this.faults.push(`${id} was not fenced`)
    }
  }

  /** One run that stays ends. */
  async finish(pick: number): Promise<void> {
    const staying = this.#workers.flatMap((worker) => worker.runs.map((id) => ({ worker, id })))
    const chosen = staying[pick % Math.max(1, staying.length)]
    await chosen?.worker.finish(chosen.id)
  }

  /** Lets time go by until nothing that is due is left anywhere. */
  async settle(): Promise<void> {
    for (const worker of this.#workers) for (const id of worker.runs) await worker.finish(id)
    for (let round = 0; round < 3; round += 1) {
      await this.wait(11)
      await this.sweep(1)
      await this.look()
      await this.generate(1)
      await this.release(1)
      while (this.#transport.sent.length > 0) await this.deliver(Number.MAX_SAFE_INTEGER, 'success')
      await this.look()
    }
    const { lane } = this.plan
    const { finished: _, pending: _toCome, ...left } = await readSize(lane)
    if (Object.values(left).some((count) => count > 0)) this.faults.push(`left: ${JSON.stringify(left)}`)
    const { held, turns } = lane.keys
    if ((await lane.redis.exists(held, turns)) > 0) this.faults.push('a job or room is kept for nothing')
  }

  /** Notes what has ended, or was given up as a gap, since the last look. */
  async look(): Promise<void> {
    const { lane } = this.plan
    const [finished, gaps] = await Promise.all([this.#finished(), listGaps(lane, 0, Number.MAX_SAFE_INTEGER)])
    for (const gap of gaps) this.gaps.set(JSON.stringify(gap), gap)
    const fresh: string[] = []
    for (const [id, { status }] of finished) {
      const known = this.ended.get(id)
      if (known === undefined) fresh.push(id)
      else if (known !== status) this.faults.push(`${id} ended as ${known} and as ${status}`)
      this.ended.set(id, status)
      this.#witness.forget(id)
    }
    const entries = await Promise.all(fresh.map((id) => findEntry(lane, id)))
    fresh.forEach((id, index) => entries[index]?.reason || this.faults.push(`${id}: no reason`))
  }

  #isYoung({ status, at }: Finished, slack: number): boolean {
    const { successLifetimeMs, failureLifetimeMs } = this.plan.settings
    return at > this.clock.now() + slack - (status === 'success' ? successLifetimeMs : failureLifetimeMs)
  }

  // Several processes never read quite the same time.
  async #atOnce(times: number, act: (now: number) => Promise<unknown>): Promise<void> {
    await Promise.all(Array.from({ length: times }, (_, index) => act(this.clock.now() + index)))
  }

  #newWorker(): TestWorker {
    return new TestWorker(this.plan, { clock: this.clock, witness: this.#witness, sender: this.#transport })
  }

  async #finished(): Promise<ReadonlyMap<string, Finished>> {
    const { redis, keys } = this.plan.lane
    const read = (status: FinishedStatus) => redis.zrange(keys.finished(status), '0', '-1', 'WITHSCORES')
    const lists = await Promise.all(FINISHED_STATUSES.map(async (status) => [status, await read(status)] as const))
    const found = new Map<string, Finished>()
    for (const [status, members] of lists) {
      for (let index = 0; index < members.length; index += 2) {
        const id = members[index] ?? ''
        if (found.has(id)) this.faults.push(`${id} has two statuses`)
        found.set(id, { status, at: Number(members[index + 1]) })
      }
    }
    return found
  }
}

function rulesOf(
  { overlap = 'skip', overlapMax = 1, retry }: Partial<JobPolicy>,
  settings: Partial<GroupSettings>,
): Rules {
  const first = { queue: 'oldest', cancel_other: 'newest' } as const
  return {
    attempts: 1 + (retry?.retries ?? 0),
    most: overlap === 'allow' ? overlapMax : 1,
    room: settings.concurrencyTotal || Number.POSITIVE_INFINITY,
    ...(overlap === 'queue' || overlap === 'cancel_other' ? { first: first[overlap] } : {}),
  }
}
