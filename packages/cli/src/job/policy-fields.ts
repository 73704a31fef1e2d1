import { DEFAULT_POLICY, formatDuration, type JobPolicy, type PolicyLeaf } from '@horarium/core'

/** What of a policy is not the default, by the names of its nodes. */
export function policyFields(policy: JobPolicy): readonly (readonly [PolicyLeaf, string])[] {
  const usual = new Map(textsOf(DEFAULT_POLICY))
  return textsOf(policy).filter(([leaf, text]) => usual.get(leaf) !== text)
}

function textsOf(policy: JobPolicy): readonly (readonly [PolicyLeaf, string])[] {
  const { retry, alert } = policy
  return [
    ['overlap', policy.overlap],
    ['overlap_max', String(policy.overlapMax)],
    ['misfire', policy.misfire],
    ['misfire_max', String(policy.misfireMax)],
    ['timeout', policy.timeoutMs === 0 ? 'none' : formatDuration(policy.timeoutMs)],
    ['retries', String(retry.retries)],
    ['backoff', formatDuration(retry.backoffMs)],
    ['backoff_type', retry.backoff],
    ['retry_on', retry.retryOn.join(', ')],
    ['isolation', policy.isolation],
    ['priority', String(policy.priority)],
    ['manual_only', policy.manualOnly ? '1' : '0'],
    ['non_production', policy.outsideProduction ? '1' : '0'],
    ['on_success', policy.onSuccess.join(', ')],
    ['alert_on', alert.on.join(', ') || 'nothing'],
    ['alert_tolerance', formatDuration(alert.toleranceMs)],
    ['alert_repeat', alert.repeat],
    ['alert_slow_factor', String(alert.slowFactor)],
  ]
}
