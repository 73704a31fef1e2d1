import { fieldTexts, oneLine } from '@horarium/app'

/** One line of a run's log for a person: time of day and level where there are any, message, then its fields. */
export function logLine(line: Readonly<Record<string, unknown>>): string {
  const { at, level, message, ...fields } = line
  const clock = typeof at === 'string' ? [at.slice(11, 23)] : []
  const severity = typeof level === 'string' ? [level.padEnd(5)] : []
  const said = typeof message === 'string' ? [message] : fieldTexts({ message })
  return oneLine([...clock, ...severity, ...said, ...fieldTexts(fields)].join(' '))
}
