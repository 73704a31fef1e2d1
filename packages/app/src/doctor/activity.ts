import type { Health } from '../operations/health.js'
import { amiss, fine, type Finding } from './finding.js'

const START = 'Run start, worker or cron:run; cron:install and systemd:print make it last.'

/** Whether passes are made. */
export function checkLastPass({ lastPass, healthy, reasons }: Health, now: number): Finding {
  const check = 'last pass'
  if (lastPass === undefined) return amiss('warning', check, { message: 'none has been made yet', remedy: START })
  if (!healthy) return amiss('error', check, { message: reasons.join('; '), remedy: START })
  return fine(check, `${Math.round((now - lastPass.at) / 1_000)} s ago, by ${lastPass.by}`)
}

/** Whether somebody runs jobs, and all of them. */
export function checkWorkers({ workers, warnings, lastPass, healthy }: Health): readonly Finding[] {
  const check = 'workers'
  const names = workers.filter(({ executes }) => executes).map(({ name }) => name)
  const remedy = 'The message names the command that helps.'
  const found = warnings.map((message) => amiss('warning', 'instance', { message, remedy }))
  if (names.length > 0) return [fine(check, names.join(', ')), ...found]
  const isByPasses = lastPass !== undefined && healthy
  const first = isByPasses
    ? fine(check, 'none; passes run the jobs')
    : amiss('warning', check, { message: 'none lives', remedy: START })
  return [first, ...found]
}
