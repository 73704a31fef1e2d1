import { oneLine } from '@horarium/app'

/** One line of a run's log for a person: time of day and level where there are any, message, then its fields. */
export function logLine(line: Readonly<Record<string, unknown>>): string {
  const { at, level, message, ...fields } = line
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${valueOf(value)}`)
  const clock = typeof at === 'string' ? [at.slice(11, 23)] : []
  const severity = typeof level === 'string' ? [level.padEnd(5)] : []
  return oneLine([...clock, ...severity, typeof message === 'string' ? message : valueOf(message), ...pairs].join(' '))
}

// A field that cannot be written as JSON must not fail the run that logs it.
function valueOf(value: unknown): string {
  if (typeof value === 'string') return /[\s"=]/.test(value) ? JSON.stringify(value) : value
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}
