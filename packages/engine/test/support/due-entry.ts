import { type Entry, entryId } from '@horarium/core'
import { execute, type Execution, type ExecutionPorts, generate, type LanePlan, release } from '@horarium/engine'
import { findEntry, readLog } from '@horarium/store'
import {
  MINUTE,
  NOON,
  type TestClock,
  type TestJob,
  testClock,
  testJob,
  testLane,
  testPlan,
  testPorts,
  testSender,
} from './test-engine.js'

/** A job whose entry of five past twelve was released, and a worker that may execute it. */
export interface DueEntry {
  readonly id: string
  readonly plan: LanePlan
  readonly clock: TestClock
  readonly ports: ExecutionPorts
  readonly run: (id?: string) => Promise<Execution>
  readonly entry: () => Promise<Entry | undefined>
  readonly log: () => Promise<readonly Readonly<Record<string, unknown>>[]>
}

export async function dueEntry(job: TestJob): Promise<DueEntry> {
  const lane = testLane()
  const plan = testPlan(lane, [testJob('a', { when: '*/5 * * * *', ...job })])
  const clock = testClock(NOON + 5 * MINUTE)
  const id = entryId('a', clock.now())
  await generate(testPlan(lane, [testJob('a', { when: '*/5 * * * *' })]), NOON)
  await release(plan, testSender(), clock.now())
  const ports = testPorts(plan, clock)
  return {
    id,
    plan,
    clock,
    ports,
    run: (other = id) => execute(other, plan, ports),
    entry: () => findEntry(lane, id),
    log: async () => (await readLog(lane, id)).split('\n').filter(Boolean).map(parseLine),
  }
}

function parseLine(line: string): Readonly<Record<string, unknown>> {
  return JSON.parse(line) as Record<string, unknown>
}
