import { type Logger, type Outcome, parseEntryId } from '@horarium/core'
import type { ClaimedEntry, Execution, ExecutionPorts } from './execute.js'
import { attemptLine } from './attempt-line.js'
import { nextAttemptAt } from './next-attempt.js'
import { afterAttempts } from './reasons.js'
import type { Run } from './run.js'

export interface EndedRun {
  readonly claimed: ClaimedEntry
  readonly run: Run
  readonly outcome: Outcome
}

/** Writes down what became of a run: its entry ends, or waits for the next attempt. */
export async function endRun(ended: EndedRun, ports: ExecutionPorts): Promise<Execution> {
  const { claimed, run, outcome } = ended
  const now = ports.clock.now()
  const { attempt, source } = claimed.claim
  const failed = { id: run.id, attempt, source, errorName: outcome.error?.name }
  const dueAt = outcome.status === 'error' ? nextAttemptAt(claimed.job, failed, now) : undefined
  const isFinal = dueAt === undefined
  const execution = await (isFinal ? finish(ended, ports, now) : retry(ended, ports, { now, dueAt }))
  if (execution !== 'error' && execution !== 'retried') return execution
  // It has no lease to keep any more, however long it takes to tell.
  ports.runs.delete(run.id)
  await ports.onFailure({ claimed, outcome, isFinal })
  return execution
}

async function finish({ claimed, run, outcome }: EndedRun, ports: ExecutionPorts, now: number): Promise<Execution> {
  const { id, token } = run
  const durationMs = now - run.startedAt
  const reason = outcome.status === 'error' ? afterAttempts(outcome.reason, claimed.claim.attempt) : outcome.reason
  const isFollowed = outcome.status === 'success' && isFollowedBy(claimed, outcome)
  if (isFollowed) await ports.noteOwed(id)
  const won = await ports.finish({ id, token, durationMs, ...outcome, reason, ...run.takeNote() })
  report(ports.logger, { id, status: outcome.status, reason, ms: durationMs, won })
  if (won && isFollowed) await ports.follow(id)
  return won ? outcome.status : 'fenced'
}

// Of a job with targets each is followed by itself.
function isFollowedBy({ job }: ClaimedEntry, { handedTo }: Outcome): boolean {
  return handedTo === undefined && job.definition.policy.onSuccess.length > 0
}

interface Again {
  readonly now: number
  readonly dueAt: number
}

async function retry(
  { claimed, run, outcome }: EndedRun,
  { retry: sendBack, logger }: ExecutionPorts,
  { now, dueAt }: Again,
): Promise<Execution> {
  const { id, token } = run
  const { attempt } = claimed.claim
  const { reason, error } = outcome
  const log = run.takeNote().log + attemptLine({ attempt, reason, now, dueAt })
  const won = await sendBack({ id, token, dueAt, reason, log, ...(error ? { error } : {}) })
  const fields = { entryId: id, jobCode: parseEntryId(id).jobCode, attempt, reason, ms: now - run.startedAt }
  if (!won) logger.warn(FENCED, fields)
  else logger.warn('run failed and will be tried again', { ...fields, at: new Date(dueAt).toISOString() })
  return won ? 'retried' : 'fenced'
}

const FENCED = 'run was fenced: its lease was lost and its outcome is refused'

interface Report {
  readonly id: string
  readonly status: Outcome['status']
  readonly reason: string
  readonly ms: number
  readonly won: boolean
}

function report(logger: Logger, { id, status, reason, ms, won }: Report): void {
  const fields = { entryId: id, jobCode: parseEntryId(id).jobCode, status, ms }
  if (!won) logger.warn(FENCED, fields)
  else if (status === 'error') logger.error('run failed', { ...fields, reason })
  else logger.debug('run finished', fields)
}
