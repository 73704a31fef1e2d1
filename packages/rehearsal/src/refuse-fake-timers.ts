import { HorariumError } from '@horarium/core'

/** Throws `usage` where timers are faked: nothing would ever go on. */
export function refuseFakeTimers(): void {
  // What sinon puts in their place, also for vitest and jest, carries its clock.
  if (![setImmediate, setTimeout].some((timer) => 'clock' in timer)) return
  const remedy = "Fake the date only: vi.useFakeTimers({ toFake: ['Date'] })."
  throw new HorariumError('usage', `A rehearsal cannot go on while timers are faked. ${remedy}`)
}
