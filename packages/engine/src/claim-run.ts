import { type Claim, type ClaimRequest, closeLane, reopenLane } from '@horarium/store'
import type { LanePlan, PlannedJob } from './lane-plan.js'

interface Claiming {
  readonly job: PlannedJob
  readonly plan: LanePlan
  readonly claim: (request: ClaimRequest) => Promise<Claim>
}

/**
 * Claims an entry, also of a job that was moved here from other lanes: no script spans two lanes, so the others are
 * closed to the job first, each in one step, and a run that is still alive in one of them holds the job here too.
 */
export async function claimRun(asked: ClaimRequest, { job, plan, claim }: Claiming): Promise<Claim> {
  const { policy, params } = job.definition
  const request = { ...asked, policy, params }
  const { formerLanes = [] } = job
  for (const former of formerLanes) {
    const holder = await closeLane(former, request.jobCode, plan.lane)
    if (holder !== undefined) return heldElsewhere(request, holder)
  }
  const claimed = await claim(request)
  const cameBack = claimed.outcome === 'moved' && formerLanes.some(({ name }) => name === claimed.to)
  if (!cameBack) return claimed
  await reopenLane(plan.lane, request.jobCode)
  return claim(request)
}

// Whoever ends there wakes nobody here: what may wait stays released, and is sent again until then.
function heldElsewhere({ policy }: ClaimRequest, holder: string): Claim {
  const mayWait = policy?.overlap === 'queue' || policy?.overlap === 'cancel_other'
  return mayWait ? { outcome: 'gone' } : { outcome: 'held', holder }
}
