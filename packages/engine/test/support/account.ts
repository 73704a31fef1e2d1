import { entryId } from '@horarium/core'
import type { Gap } from '@horarium/store'
import { NOON } from './test-engine.js'
import type { World } from './world.js'

/** What became of a job's instants so far. */
export interface Account {
  readonly jobCode: string
  /** Neither ended nor within a gap. */
  readonly disappeared: readonly string[]
  /** How many did not end. */
  readonly open: number
  /** How many the gap records count. */
  readonly counted: number
  /** Ended, but no instant of the calendar. */
  readonly invented: readonly string[]
}

/** Goes through every instant of every job from the beginning until now. */
export function account({ plan, clock, ended, gaps }: World): readonly Account[] {
  return [...plan.jobs].flatMap(([jobCode, { calendar }]) => {
    if (calendar?.compiled.kind !== 'timed') return []
    const instants = calendar.compiled.between(NOON, clock.now())
    const own = [...gaps.values()].filter((gap) => gap.jobCode === jobCode)
    const open = instants.filter((instant) => !ended.has(entryId(jobCode, instant)))
    const known = new Set(instants.map((instant) => entryId(jobCode, instant)))
    return {
      jobCode,
      disappeared: open.filter((instant) => !isWithin(own, instant)).map((instant) => entryId(jobCode, instant)),
      open: open.length,
      counted: own.reduce((sum, { count }) => sum + count, 0),
      invented: [...ended.keys()].filter((id) => id.startsWith(`${jobCode}@`) && !known.has(id)),
    }
  })
}

function isWithin(gaps: readonly Gap[], instant: number): boolean {
  return gaps.some(({ from, to }) => instant > from && instant <= to)
}
