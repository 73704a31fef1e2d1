import type { Clock, Logger } from '@horarium/core'
import { claimEntries, finishRuns, type Lane, retryRun } from '@horarium/store'
import { createBatcher } from './batcher.js'
import type { ExecutionPorts } from './execute.js'
import { LEASE_MS } from './limits.js'

export interface ExecutionPortsOptions {
  readonly lane: Lane
  readonly clock: Clock
  readonly logger: Logger
  /** This process's name in every record it writes. */
  readonly worker: string
}

const BATCH = 100

/** The ports of one lane: claims and endings of the same moment travel together. */
export function openExecutionPorts({ lane, clock, logger, worker }: ExecutionPortsOptions): ExecutionPorts {
  return {
    clock,
    logger,
    runs: new Map(),
    claim: createBatcher((requests) => {
      const now = clock.now()
      return claimEntries(lane, requests, { now, leaseEnd: now + LEASE_MS, worker })
    }, BATCH),
    retry: (retry) => retryRun(lane, retry, clock.now()),
    finish: createBatcher((endings) => finishRuns(lane, endings, clock.now()), BATCH),
  }
}
