import { ALERT_KINDS, ALERT_REPEATS } from './alert-kind.js'
import { parseDuration } from './duration.js'
import { BACKOFFS, DEFAULT_POLICY, ISOLATIONS, type JobPolicy, MISFIRES, OVERLAPS } from './job-policy.js'
import type { PolicyName } from './setting-spec.js'

/** Makes a policy of settings' canonical texts; what only a job can say is left at its default. */
export function policyOfTexts(text: (name: PolicyName) => string): JobPolicy {
  const { retry, alert } = DEFAULT_POLICY
  return {
    ...DEFAULT_POLICY,
    overlap: oneOf(OVERLAPS, text('overlap'), DEFAULT_POLICY.overlap),
    overlapMax: Number(text('overlap_max')),
    misfire: oneOf(MISFIRES, text('misfire'), DEFAULT_POLICY.misfire),
    misfireMax: Number(text('misfire_max')),
    timeoutMs: parseDuration(text('timeout')) ?? DEFAULT_POLICY.timeoutMs,
    retry: {
      ...retry,
      retries: Number(text('retries')),
      backoff: oneOf(BACKOFFS, text('backoff_type'), retry.backoff),
      backoffMs: parseDuration(text('backoff')) ?? retry.backoffMs,
    },
    isolation: oneOf(ISOLATIONS, text('isolation'), DEFAULT_POLICY.isolation),
    alert: {
      on: ALERT_KINDS.filter((kind) => text('alert_on').split(',').includes(kind)),
      toleranceMs: parseDuration(text('alert_tolerance')) ?? alert.toleranceMs,
      repeat: oneOf(ALERT_REPEATS, text('alert_repeat'), alert.repeat),
      slowFactor: Number(text('alert_slow_factor')),
    },
  }
}

function oneOf<Choice extends string>(choices: readonly Choice[], text: string, otherwise: Choice): Choice {
  return choices.find((choice) => choice === text) ?? otherwise
}
