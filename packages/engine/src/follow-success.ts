import { type Entry, type JobDefinition, type Logger, parseEntryId } from '@horarium/core'
import { addAsked, type AskedEntry, findEntry, forgetOwed, readOwed } from '@horarium/store'
import type { Sender } from '@horarium/queue'
import { DEEPEST } from './enqueue.js'
import type { LanePlan } from './lane-plan.js'
import { FOLLOW_AFTER_MS } from './limits.js'
import { sendByPriority } from './send-by-priority.js'

export interface FollowPorts {
  readonly now: number
  /** Sends ids of the plan's lane. */
  readonly send: (ids: readonly string[]) => Promise<void>
  readonly logger: Logger
}

/**
 * Writes the entries that follow a success, each once however often this is called, and forgets that any are owed. Of
 * jobs in this lane they are sent at once, those of others are released by their own clockworks.
 */
export async function followSuccess(plan: LanePlan, id: string, ports: FollowPorts): Promise<void> {
  const entry = await findEntry(plan.lane, id)
  // It will be asked again, by whoever ends it.
  if (entry?.status === 'running' || entry?.status === 'pending') return
  if (entry?.status === 'success') await writeFollowers(plan, entry, ports)
  await forgetOwed(plan.lane, id)
}

export interface FollowForgotten {
  readonly sender: Pick<Sender, 'sendAnew'>
  readonly now: number
  readonly logger: Logger
}

/** Follows successes whose worker died before it could. */
export async function followForgotten(plan: LanePlan, { sender, now, logger }: FollowForgotten): Promise<void> {
  const send = (ids: readonly string[]): Promise<void> => sendByPriority(plan, ids, sender.sendAnew)
  for (const id of await readOwed(plan.lane, now - FOLLOW_AFTER_MS))
    await followSuccess(plan, id, { now, logger, send })
}

async function writeFollowers(plan: LanePlan, entry: Entry, { now, send, logger }: FollowPorts): Promise<void> {
  const job = plan.jobs.get(entry.jobCode)?.definition
  if (!job) return
  const all = plan.allJobs()
  const depth = (entry.depth ?? 0) + 1
  for (const code of job.policy.onSuccess) {
    const home = all.get(code)
    const fields = { entryId: entry.id, jobCode: code }
    if (!home || depth > DEEPEST) logger.warn('a job does not follow', { ...fields, why: home ? 'depth' : 'unknown' })
    else {
      const isHere = home.lane.name === plan.lane.name
      const follower = followerOf(entry, { job, next: home.job.definition, depth })
      const id = await addAsked(home.lane, follower, isHere ? { releasedAt: now } : {})
      if (isHere) await send([id])
    }
  }
}

interface Link {
  readonly job: JobDefinition
  readonly next: JobDefinition
  readonly depth: number
}

// From the end of the entry on, not from now: whoever does it again finds what is there.
function followerOf({ id, finishedAt = 0 }: Entry, { job, next, depth }: Link): AskedEntry {
  const { target } = parseEntryId(id)
  const isSameThing = next.targets !== undefined && next.targets === job.targets
  return {
    jobCode: next.code,
    instant: finishedAt,
    target: isSameThing ? target : undefined,
    source: 'chain',
    askedBy: id,
    depth,
  }
}
