import { type Dialect, jobPaths, type Problem } from '@horarium/core'
import { leavesOf, nodeAt } from '../config-node.js'
import type { DeclaredJob } from '../declared-job.js'
import { warningAt } from '../place.js'
import type { FoundModules } from './found-modules.js'
import { handlerText } from './wanted-handlers.js'

/** The settings that jobs read their expressions from, sorted. */
export function configPathsOf(jobs: readonly DeclaredJob[]): readonly string[] {
  return [...new Set(jobs.map(pathOf).filter((path) => path !== ''))].toSorted()
}

/** The zone Magento reads expressions in, as the XML has it; its database may say otherwise. */
export function timezoneOf(found: FoundModules): string | undefined {
  return defaultValues(found).get('general/locale/timezone')
}

/** What the XML of a tree cannot tell about jobs it declares. */
export function gapsInXml(found: FoundModules, jobs: readonly DeclaredJob[]): readonly Problem[] {
  const values = defaultValues(found)
  return [
    ...found.modules
      .flatMap(({ source }) => (source.config?.jobs ?? []).filter(({ area }) => area === 'global'))
      .map(({ code, node }) =>
        warningAt(
          node.place,
          `Magento never reads jobs under <global>: ${code} is left out`,
          'Declare it under <crontab>.',
        ),
      ),
    ...jobs.flatMap((job) => [...unvalued(job, { dialect: found.dialect, values }), ...rewritten(job, found)]),
  ]
}

interface Known {
  readonly dialect: Dialect
  readonly values: ReadonlyMap<string, string>
}

function unvalued(job: DeclaredJob, { dialect, values }: Known): readonly Problem[] {
  const written = pathOf(job)
  const expression = nodeAt(job.node, 'schedule', 'cron_expr')?.text ?? ''
  if (expression !== '' || (values.get(written) ?? '') !== '') return []
  const path = written === '' ? jobPaths(job, 'schedule/cron_expr')[dialect === 'magento1' ? 0 : 1] : written
  const message = `no XML has an expression for ${job.code}, only the database may, at ${path}`
  const remedy = 'Take it from core_config_data and set it here; until then only a person starts the job.'
  return [warningAt(nodeAt(job.node, 'schedule', 'config_path')?.place ?? job.place, message, remedy)]
}

function rewritten(job: DeclaredJob, found: FoundModules): readonly Problem[] {
  const model = handlerText(job).split('::')[0]?.toLowerCase() ?? ''
  return found.modules.flatMap(({ name, source }) => {
    const to = source.rewrites.get(model)
    if (to === undefined) return []
    const message = `${name} rewrites ${model} as ${to}, so that is the class ${job.code} runs`
    return [warningAt(job.place, message, 'Write the handler after that class.')]
  })
}

function pathOf({ node }: DeclaredJob): string {
  return nodeAt(node, 'schedule', 'config_path')?.text ?? ''
}

function defaultValues({ modules }: FoundModules): ReadonlyMap<string, string> {
  const roots = modules.flatMap(({ source }) => source.config?.defaults ?? [])
  return new Map(roots.flatMap((root) => [...leavesOf(root)].map(([path, { text }]): [string, string] => [path, text])))
}
