import { type Ending, finishWaiting } from '@horarium/store'
import type { Execution, ExecutionPorts } from './execute.js'
import type { LanePlan } from './lane-plan.js'

/** Ends a released entry that will not run; whoever waited for its turn comes next. */
export async function endWaiting(
  { lane }: LanePlan,
  ending: Ending & { readonly status: 'missed' | 'skipped' },
  { clock, onEnded }: Pick<ExecutionPorts, 'clock' | 'onEnded'>,
): Promise<Execution> {
  const freed: string[] = []
  const order = { from: 'released', now: clock.now(), onFreed: (ids: readonly string[]) => freed.push(...ids) } as const
  const [ended] = await finishWaiting(lane, [ending], order)
  if (freed.length > 0) await onEnded(freed)
  return ended ? ending.status : 'left'
}
