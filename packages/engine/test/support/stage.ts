import { entryId, type GroupSettings, type JobPolicy } from '@horarium/core'
import { execute, type Execution, type ExecutionPorts, type LanePlan } from '@horarium/engine'
import { addReleased } from '@horarium/store'
import { expect } from 'vitest'
import { type Door, makeDoor } from './door.js'
import { NOON, testClock, testJob, testLane, testPlan, testPorts, testSender } from './test-engine.js'

export interface Stage {
  readonly plan: LanePlan
  readonly ports: ExecutionPorts
  readonly clock: ReturnType<typeof testClock>
  readonly sender: ReturnType<typeof testSender>
  /** In the order in which they began. */
  readonly began: string[]
  /** Releases an entry of a job at so many milliseconds after noon and executes it; answers when it ends or waits. */
  readonly come: (ms: number, jobCode?: string) => { readonly id: string; readonly execution: Promise<Execution> }
  /** Lets a run end. */
  readonly end: (id: string) => Promise<void>
  /** Executes what was sent since the last time. */
  readonly receive: () => void
}

/** Jobs `a` and `b`, whose runs last until they are told to end. */
export function stage(policy: Partial<JobPolicy>, settings: Partial<GroupSettings> = {}): Stage {
  const began: string[] = []
  const doors = new Map<string, Door>()
  const does = ({ id }: { readonly id: string }): Promise<unknown> => {
    const door = makeDoor()
    began.push(id)
    doors.set(id, door)
    return door.opened
  }
  const plan = testPlan(testLane(), [testJob('a', { does, policy }), testJob('b', { does, policy })], settings)
  const [clock, sender] = [testClock(NOON + 1_000), testSender()]
  const ports = testPorts(plan, clock, { sender })
  const executions = new Map<string, Promise<Execution>>()
  const run = (id: string): Promise<Execution> => {
    const execution = execute(id, plan, ports)
    executions.set(id, execution)
    return execution
  }
  return {
    plan,
    ports,
    clock,
    sender,
    began,
    come: (ms, jobCode = 'a') => {
      const id = entryId(jobCode, NOON + ms)
      const added = addReleased(plan.lane, { jobCode, instant: NOON + ms, author: 'ann' }, clock.now())
      return { id, execution: added.then(() => run(id)) }
    },
    end: async (id) => {
      await expect.poll(() => doors.has(id)).toBe(true)
      doors.get(id)?.open()
      await executions.get(id)
    },
    receive: () => {
      for (const id of sender.sent.splice(0)) void run(id)
    },
  }
}
