import { didYouMean, type Problem } from '@horarium/core'
import { readConfigRoot } from './config-root.js'
import { withFileDialect } from './file-dialect.js'
import { type GroupElement, groupElementsOf } from './group-elements.js'
import { type JobLayer, readJobLayers } from './job-layer.js'
import { strayText, warningAt } from './place.js'
import type { XmlElement } from './xml/element.js'

/** What one `crontab.xml` says. */
export interface CrontabXml {
  readonly jobs: readonly JobLayer[]
  readonly problems: readonly Problem[]
}

/** Reads Magento 2's `crontab.xml`. */
export function readCrontabXml(text: string, file: string): CrontabXml {
  const problems: Problem[] = []
  const root = readConfigRoot(text, file, problems)
  const jobs = groupElementsOf(root, file, problems).flatMap((group) => readGroupJobs(group, problems))
  return { jobs: root ? withFileDialect(jobs, root, file) : jobs, problems }
}

function readGroupJobs({ element, id, place }: GroupElement, problems: Problem[]): readonly JobLayer[] {
  problems.push(...strayText(element, place))
  for (const child of element.children.filter(({ name }) => name !== 'job')) {
    const at = { ...place, line: child.line, path: `${place.path}/${child.name}` }
    const remedy = `Remove it.${didYouMean(child.name, ['job'])}`
    problems.push(warningAt(at, `<${child.name}> stands where only <job> may, ignored`, remedy))
  }
  const codeOf = ({ attributes }: XmlElement): string => attributes.get('name') ?? ''
  return readJobLayers(
    {
      elements: element.children.filter(({ name }) => name === 'job'),
      area: 'crontab',
      group: id,
      codeOf,
      placeOf: (job) => ({ ...place, line: job.line, path: `${place.path}/job[${codeOf(job)}]` }),
    },
    problems,
  )
}
