import { type CalendarSpec, DEFAULT_POLICY, type JobDefinition } from '@horarium/core'

export interface DefinitionChange extends Partial<JobDefinition> {
  readonly timezone?: string
}

/** A job definition as the files would have made it; `when` is an expression, or seconds. */
export function jobAt(code: string, when: string | number, change: DefinitionChange = {}): JobDefinition {
  const { timezone = 'UTC', ...rest } = change
  const calendar: CalendarSpec =
    typeof when === 'number'
      ? { kind: 'every', seconds: when }
      : { kind: 'expression', expression: when, dialect: 'standard', timezone, seed: code }
  const place = { module: 'Test_Module', file: 'config.xml', line: 1 }
  return {
    code,
    group: 'default',
    status: 'ok',
    handler: 'a/b::c',
    params: {},
    policy: DEFAULT_POLICY,
    problems: [],
    calendar,
    ...place,
    ...rest,
  }
}
