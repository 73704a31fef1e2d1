import { commandWords, type Installation } from './installation.js'
import { minutesOf } from './pass-interval.js'
import { quoteForCron } from './quote.js'

/** The lines of a crontab that make a pass so often; below a minute cron starts several, and all but one sleep first. */
export function crontabLines(installation: Installation, everySeconds: number): readonly string[] {
  const command = commandWords(installation, ['cron:run']).map(quoteForCron).join(' ')
  const minutes = minutesOf(everySeconds)
  if (minutes !== undefined) return [`${minuteField(minutes)} * * * * ${command}`]
  const starts = Array.from({ length: 60 / everySeconds }, (_, at) => at * everySeconds)
  return starts.map((second) => `* * * * * ${second === 0 ? '' : `sleep ${second}; `}${command}`)
}

function minuteField(minutes: number): string {
  if (minutes === 1) return '*'
  return minutes === 60 ? '0' : `*/${minutes}`
}
