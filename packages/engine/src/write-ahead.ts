import type { Logger } from '@horarium/core'
import { type Glance, readWatermarks } from '@horarium/store'
import { generate, generateAlways } from './generate.js'
import type { LeaseMemory } from './judge-leases.js'
import type { LanePlan, Standing } from './lane-plan.js'
import { noteChange } from './note-change.js'

/** What a clockwork remembers of a lane between two looks. */
export interface TendMemory extends LeaseMemory {
  /** The digest this process last generated from; another one in the store then belongs to another process. */
  readonly digest?: string
  /** The minute whose `always` jobs are written. */
  readonly alwaysMinute?: number
  /** When it last looked after those who are parked. */
  readonly parkedAt?: number
  /** Who has the newer configuration that the timetable was last left to. */
  readonly leftTo?: string
}

interface Look {
  readonly now: number
  readonly seen: Glance
  readonly memory: TendMemory
}

const MINUTE_MS = 60_000

/**
 * Writes a lane's timetable as far as it is to be written now, unless a process with a newer configuration lives: what
 * it has written down is not taken back by one that does not know it.
 */
export async function writeAhead(
  plan: LanePlan,
  look: Look,
  logger: Logger,
): Promise<{ readonly memory: TendMemory; readonly written: number }> {
  const { now, seen, memory } = look
  const alwaysMinute = Math.floor(now / MINUTE_MS)
  // Who would write the same needs not ask who is newer.
  const standing = seen.digest === plan.digest ? undefined : await plan.standing()
  if (standing?.newer !== undefined)
    return { memory: await leaveTo(standing.newer, { plan, memory }, logger), written: 0 }
  if (needsGenerating(plan, look, standing)) {
    const generated = await generate(plan, now)
    noteChange(logger, 'timetable written', { group: plan.lane.name, ...generated })
    const { leftTo: _, ...rest } = memory
    return { memory: { ...rest, digest: plan.digest, alwaysMinute }, written: generated.written }
  }
  if (memory.alwaysMinute === alwaysMinute) return { memory, written: 0 }
  return { memory: { ...memory, alwaysMinute }, written: await generateAlways(plan, now) }
}

// It was not written lately, or from other definitions that are not newer.
function needsGenerating(
  { settings, digest, revision }: LanePlan,
  { now, seen, memory }: Look,
  standing: Standing | undefined,
): boolean {
  const { generatedAt } = seen
  // A stamp from the future: the clock was set back.
  if (generatedAt === undefined || generatedAt > now || generatedAt <= now - settings.generateEveryMs) return true
  if (!standing || seen.revision > revision) return false
  if (seen.revision < revision || seen.generation !== standing.generation) return true
  // Nobody can tell which of the two is newer: ours is written once, not in turns.
  return memory.digest !== digest
}

const NAMED = 20

async function leaveTo(
  newer: string,
  { plan, memory }: { readonly plan: LanePlan; readonly memory: TendMemory },
  logger: Logger,
): Promise<TendMemory> {
  if (memory.leftTo === newer) return memory
  const jobs = await othersThan(plan)
  const more = jobs.length > NAMED ? ` and ${jobs.length - NAMED} more` : ''
  const fields = { group: plan.lane.name, by: newer, jobs: jobs.slice(0, NAMED).join(', ') + more }
  logger.warn('this configuration is older: the timetable is left to a newer one', fields)
  return { ...memory, leftTo: newer }
}

// The jobs whose calendar is another here, or that only one of the two knows.
async function othersThan({ lane, jobs }: LanePlan): Promise<readonly string[]> {
  const marks = await readWatermarks(lane)
  const codes = new Set([...marks.keys(), ...jobs.keys()])
  return [...codes].filter((code) => marks.get(code)?.fingerprint !== jobs.get(code)?.calendar?.fingerprint).toSorted()
}
