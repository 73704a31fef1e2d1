import { type Clock, type Logger, sentenceOf } from '@horarium/core'
import type { Sender } from '@horarium/queue'
import { claimEntries, finishRuns, noteOwed, parkEntry, retryRun } from '@horarium/store'
import { enqueue } from './enqueue.js'
import { followSuccess } from './follow-success.js'
import { createBatcher } from './batcher.js'
import type { ExecutionPorts } from './execute.js'
import { killEntry } from './kill-entry.js'
import type { LanePlan } from './lane-plan.js'
import { handToTargets } from './hand-to-targets.js'
import { LEASE_MS } from './limits.js'
import { judgePoison, type Poison } from './poison.js'
import { sendByPriority } from './send-by-priority.js'
import { roomIn, wake, wakeAfter } from './wake.js'

export interface ExecutionPortsOptions {
  /** The lane's plan as it is now. */
  readonly plan: () => LanePlan
  readonly clock: Clock
  readonly logger: Logger
  /** This process's name in every record it writes. */
  readonly worker: string
  /** For the ids of those whose turn has come. */
  readonly sender: Pick<Sender, 'sendAnew'>
  /** Told of a job that has failed too often in a row; must not throw. */
  readonly onPoison?: ((poison: Poison) => Promise<void>) | undefined
}

const BATCH = 100

/** The ports of one lane: claims and endings of the same moment travel together. */
export function openExecutionPorts(options: ExecutionPortsOptions): ExecutionPorts {
  const { plan, clock, logger, worker, sender, onPoison } = options
  const { lane } = plan()
  const onEnded = async (ids: readonly string[]): Promise<void> => {
    try {
      await wakeAfter(plan(), ids, { sender, now: clock.now() })
    } catch (error) {
      // What has ended has ended; those who wait are found by the next look.
      logger.warn('entries whose turn it is could not be sent', { group: lane.name, error: sentenceOf(error) })
    }
  }
  const send = async (ids: readonly string[]): Promise<void> => {
    try {
      await sendByPriority(plan(), ids, sender.sendAnew)
    } catch (error) {
      // They are released: a sweep sends them again.
      logger.warn('entries could not be sent', { group: lane.name, error: sentenceOf(error) })
    }
  }
  return {
    clock,
    logger,
    runs: new Map(),
    claim: createBatcher((requests) => {
      const now = clock.now()
      return claimEntries(lane, requests, { now, leaseEnd: now + LEASE_MS, worker, room: roomIn(plan()) })
    }, BATCH),
    park: async (id, wait) => {
      const parked = await parkEntry(lane, id, wait)
      // What it waits for may have ended between the two.
      if (parked) await wake(plan(), [id], { sender, now: clock.now() })
      return parked
    },
    kill: (order) => killEntry(plan(), order, { sender, now: clock.now() }),
    onEnded,
    enqueue: (asker, wish) => enqueue(asker, wish, { plan: plan(), now: clock.now(), send }),
    noteOwed: (id) => noteOwed(lane, id, clock.now()),
    follow: async (id) => {
      try {
        await followSuccess(plan(), id, { now: clock.now(), send, logger })
      } catch (error) {
        // It is noted what is owed: the next look finds it.
        logger.warn('a success could not be followed', { entryId: id, error: sentenceOf(error) })
      }
    },
    handOver: (handing) => handToTargets(lane, handing, { now: () => clock.now(), send }),
    retry: async (retry) => {
      const sentBack = await retryRun(lane, retry, clock.now())
      if (sentBack) await onEnded([retry.id])
      return sentBack
    },
    finish: createBatcher(async (endings) => {
      const freed: string[] = []
      const order = { now: clock.now(), onFreed: (ids: readonly string[]) => freed.push(...ids) }
      const ended = await finishRuns(lane, endings, order)
      if (freed.length > 0) await onEnded(freed)
      return ended
    }, BATCH),
    onFailure: async (failure) => {
      const poison = await judgePoison(lane, failure)
      if (poison) await onPoison?.(poison)
    },
  }
}
