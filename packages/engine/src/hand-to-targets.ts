import { type Outcome, outcomeOfThrow, parseEntryId, RESULT_LIMIT_BYTES, targetsIn } from '@horarium/core'
import { addReleased, type AskedEntry, type Asker, type Lane, readAsker } from '@horarium/store'
import type { ClaimedEntry } from './execute.js'

export interface Handing {
  readonly claimed: ClaimedEntry
  /** What the job's provider ended as: its targets, or what went wrong. */
  readonly outcome: Outcome
}

export interface HandingPorts {
  readonly now: () => number
  /** Sends ids of the lane; must not throw. */
  readonly send: (ids: readonly string[]) => Promise<void>
}

/** Whether an entry is not for one target yet: its job's provider is called, and it is handed to them all. */
export function isForAllTargets({ job, id }: Pick<ClaimedEntry, 'job' | 'id'>): boolean {
  return job.definition.targets !== undefined && parseEntryId(id).target === undefined
}

const AT_ONCE = 500

/**
 * Writes an entry for each target of a job at the instant of the entry that was handed over, released and sent. One that
 * is there already stays as it is: whoever died half-way is followed by an attempt that writes the rest.
 */
export async function handToTargets(
  lane: Lane,
  { claimed, outcome }: Handing,
  { now, send }: HandingPorts,
): Promise<Outcome> {
  const { result: _, ...rest } = outcome
  if (outcome.status !== 'success') return rest
  const targets = targetsIn(outcome)
  const asker = await readAsker(lane, claimed)
  if (!asker) return rest
  for (let at = 0; at < targets.length; at += AT_ONCE) {
    const asked = targets.slice(at, at + AT_ONCE).map((target) => entryFor(target, claimed, asker))
    const written = await Promise.all(asked.map((one) => addReleased(lane, one, now())))
    await send(written.filter((id) => id !== undefined))
  }
  return handedOver(targets, asker)
}

function entryFor(target: string, { id, claim }: ClaimedEntry, asker: Asker): AskedEntry {
  const { jobCode, scheduledAt } = parseEntryId(id)
  const { author, source, depth } = asker
  return { jobCode, instant: scheduledAt, target, source, author, askedBy: id, depth, params: claim.params }
}

function handedOver(targets: readonly string[], { source }: Asker): Outcome {
  const { length } = targets
  if (length === 0 && source === 'manual') return outcomeOfThrow(new NoTargets())
  const reason = length === 0 ? 'no targets' : `handed to ${length} ${length === 1 ? 'target' : 'targets'}`
  return { status: 'success', reason, handedTo: length, result: JSON.stringify(firstOf(targets)) }
}

// A person who asks expects something to be done.
class NoTargets extends Error {
  override readonly name = 'NoTargets'
  constructor() {
    super('the job needs targets, and its provider names none')
    delete this.stack
  }
}

/** As many as fit into a result. */
function firstOf(targets: readonly string[]): readonly string[] {
  let left = RESULT_LIMIT_BYTES - 2
  return targets.filter(({ length }) => (left -= length + 3) >= 0)
}
