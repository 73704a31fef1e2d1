import { HorariumError, isTarget, type JobDefinition, type Params, paramsFault } from '@horarium/core'

/** Throws `usage` where somebody asks for a target of a job that has none, or for one that can be none. */
export function checkTarget({ code, targets }: JobDefinition, target: string | undefined): void {
  if (target === undefined) return
  if (targets === undefined) throw new HorariumError('usage', `Job ${code} has no targets.`)
  if (isTarget(target)) return
  throw new HorariumError('usage', `'${target}' is no target: 1 to 100 of letters, digits, _, . and -.`)
}

/** Throws `usage` for parameters that are too long to be kept. */
export function checkParams(params: Params = {}): void {
  const fault = paramsFault(params)
  if (fault !== undefined) throw new HorariumError('usage', `${fault.charAt(0).toUpperCase()}${fault.slice(1)}.`)
}
