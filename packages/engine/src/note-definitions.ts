import { type DefinitionRecord, readDefinitions, type TimetableWrite } from '@horarium/store'
import type { LanePlan } from './lane-plan.js'

/**
 * Adds to every write that changes a job's calendar what counts from now on, so that an audit knows later which instants
 * were wanted. It is written with the step itself: whoever loses the watermark has noted nothing.
 */
export async function noteDefinitions(
  plan: LanePlan,
  writes: readonly TimetableWrite[],
  now: number,
): Promise<readonly TimetableWrite[]> {
  const changed = writes.filter(changesCalendar)
  if (changed.length === 0) return writes
  const codes = changed.map(({ jobCode }) => jobCode)
  const known = await readDefinitions(plan.lane, codes)
  return writes.map((write) => {
    if (!changesCalendar(write)) return write
    return { ...write, definitions: [...(known.get(write.jobCode) ?? []), recordOf(plan, write, now)] }
  })
}

function changesCalendar({ expected, next }: TimetableWrite): boolean {
  return expected?.fingerprint !== next?.fingerprint
}

function recordOf(plan: LanePlan, { jobCode, expected, next }: TimetableWrite, now: number): DefinitionRecord {
  const definition = plan.jobs.get(jobCode)?.definition
  const spec = next && definition?.calendar
  return {
    from: now,
    ...(spec ? { spec } : { why: whyNot(definition?.status) }),
    ...(expected && expected.at < now ? { writtenTo: expected.at } : {}),
  }
}

function whyNot(status: string | undefined): string {
  if (status === undefined) return 'gone'
  return status === 'ok' ? 'by hand' : status
}
