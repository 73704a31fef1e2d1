import { groupSettings, type JobDefinition } from '@horarium/core'
import type { Configuration } from '../configuration.js'
import type { Shape } from './shape.js'

/** A whole configuration as `validate --json` shows it. */
export function configurationShape(configuration: Configuration): Shape {
  const { modules, jobs, problems } = configuration
  return {
    modules: modules.map(({ name, path, active }) => ({ name, path, active })),
    jobs: jobs.map((job) => definitionShape(job, configuration)),
    problems,
  }
}

function definitionShape(job: JobDefinition, { settings }: Configuration): Shape {
  const { code, group, cronExpr, configPath, calendar, handler, targets, policy, file, line, status, problems } = job
  // An expression that cannot be read still has a dialect and a zone it was to be read in.
  const { dialect, timezone } = calendar?.kind === 'expression' ? calendar : groupSettings(settings, group)
  const isExpression = calendar?.kind !== 'every'
  return {
    code,
    group,
    cronExpr: cronExpr ?? null,
    configPath: configPath ?? null,
    every: calendar?.kind === 'every' ? calendar.seconds : null,
    dialect: isExpression ? dialect : null,
    timezone: isExpression ? timezone : null,
    handler,
    targets: targets ?? null,
    policy,
    file,
    line,
    status,
    problems,
  }
}
