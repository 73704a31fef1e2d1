import { type JobDefinition, type JobLeafName, jobPathOf, paramOf, settingOf } from '@horarium/core'
import type { Configuration } from './configuration.js'

/**
 * What counts at a path now, whoever said so: a layer, the default, or the XML of a job; `undefined` where the XML says
 * nothing, or what it says has a default of its own.
 */
export function valueInForce({ settings, jobs }: Configuration, path: string): string | undefined {
  const said = settings.valueOf(path)
  if (said) return said.value
  const place = jobPathOf(path)
  const job = place && jobs.find(({ code }) => code === place.code)
  return job ? leafOf(job, place.leaf) : settingOf(path)?.spec.default
}

function leafOf(job: JobDefinition, leaf: JobLeafName): string | undefined {
  const param = paramOf(leaf)
  return param === undefined ? LEAVES[leaf]?.(job) : job.params[param]
}

const LEAVES: Readonly<Record<string, (job: JobDefinition) => string | undefined>> = {
  'schedule/cron_expr': ({ cronExpr }) => cronExpr,
  every: ({ calendar }) => (calendar?.kind === 'every' ? String(calendar.seconds) : undefined),
  timezone: ({ calendar }) => (calendar?.kind === 'expression' ? calendar.timezone : undefined),
  dialect: ({ calendar }) => (calendar?.kind === 'expression' ? calendar.dialect : undefined),
  active: ({ status }) => (status === 'disabled' ? '0' : '1'),
  group: ({ group }) => group,
  label: ({ label }) => label,
  description: ({ description }) => description,
}
