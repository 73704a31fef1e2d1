import {
  didYouMean,
  isGroupName,
  type JobDefinition,
  type JobPause,
  parsePause,
  PAUSE_FORM,
  type Problem,
  type Settings,
  settingOf,
} from '@horarium/core'
import { nodeAt } from './config-node.js'
import type { DeclaredJob } from './declared-job.js'
import { isOff } from './flag.js'
import { checkChains } from './job-chains.js'
import { type CheckCalendar, jobCalendar } from './job-calendar.js'
import { type JobLeaf, type JobLeaves, jobLeaves, saidIn } from './job-leaves.js'
import { jobParams } from './job-params.js'
import { GroupPolicies, jobPolicy } from './job-policy.js'
import { errorAt, type Place, warningAt } from './place.js'
import type { ModuleTree } from './read-modules.js'
import { type SaidOfJobs, saidOfJobs } from './said-of-jobs.js'

/** Lays the settings over what the modules declare; sorted by code. A job with an error is quarantined alone. */
export function defineJobs(
  tree: ModuleTree,
  settings: Settings,
  checkCalendar: CheckCalendar,
): readonly JobDefinition[] {
  const groups = new GroupsSeen(tree, settings)
  const policies = new GroupPolicies(settings)
  const said = saidOfJobs(settings)
  const jobs = tree.jobs.map((job) => defineJob({ job, settings, checkCalendar, groups, policies, said }))
  const declared = new Map(tree.jobs.map((job) => [job.code, job]))
  return checkChains(jobs, (code) => {
    const job = declared.get(code)
    const leaf = job && jobLeaves(job, settings, said).effective('on_success')
    return leaf?.place ?? job?.place ?? { file: '', line: 0, path: '' }
  })
}

interface Defining {
  readonly job: DeclaredJob
  readonly settings: Settings
  readonly checkCalendar: CheckCalendar
  readonly groups: GroupsSeen
  readonly policies: GroupPolicies
  readonly said: SaidOfJobs
}

function defineJob({ job: declared, settings, checkCalendar, groups, policies, said }: Defining): JobDefinition {
  const leaves = jobLeaves(declared, settings, said)
  const { code, module, place } = declared
  const moved = movedBy(leaves)
  const group = moved?.text ?? declared.group
  const job = { ...declared, group }
  const problems = [...job.problems, ...groups.problemsOf(group, moved?.place ?? groupPlace(job))]
  const { calendar, ...written } = jobCalendar({ job, leaves, settings, checkCalendar, problems })
  const handler = handlerOf(leaves)
  if (handler === '')
    problems.push(errorAt(place, `${code} names no handler`, 'Write <run><model>alias/class::method.'))
  const active = isActive(leaves, problems)
  const pause = pauseOf(leaves, problems)
  const label = firstText(leaves, ['label', 'name'])
  const description = firstText(leaves, ['description', 'short_description'])
  const { params, paramsFault } = jobParams(declared, leaves, { said, problems })
  const policy = jobPolicy({ leaves, groups: policies, group, params, problems })
  const targets = saidIn(leaves, 'targets')?.text
  const broken = problems.some(({ severity }) => severity === 'error')
  return {
    code,
    // The name of a lane is built from it, also for a job that never runs.
    group: isGroupName(group) ? group : 'default',
    ...(moved && isGroupName(declared.group) ? { movedFrom: declared.group } : {}),
    status: active ? (broken ? 'invalid' : 'ok') : 'disabled',
    ...written,
    ...(calendar && !policy.manualOnly ? { calendar } : {}),
    handler,
    ...(targets === undefined ? {} : { targets }),
    ...(pause ? { pause } : {}),
    ...(label === undefined ? {} : { label }),
    ...(description === undefined ? {} : { description }),
    params,
    ...(paramsFault === undefined ? {} : { paramsFault }),
    policy,
    module,
    file: place.file,
    line: place.line,
    problems,
  }
}

// A layer above the modules moves a job to another group.
function movedBy(leaves: JobLeaves): JobLeaf | undefined {
  const group = leaves.effective('group')
  return group?.overridden && group.text !== '' ? group : undefined
}

function groupPlace({ node, place }: DeclaredJob): Place {
  return nodeAt(node, 'group')?.place ?? place
}

/** The handler a job names in either way, or nothing. */
export function handlerOf(leaves: JobLeaves): string {
  const model = leaves.effective('run/model')?.text ?? ''
  if (model !== '') return model
  const instance = leaves.declared('instance')?.text ?? ''
  const method = leaves.declared('method')?.text ?? ''
  return instance === '' || method === '' ? '' : `${instance}::${method}`
}

function firstText(leaves: JobLeaves, names: readonly string[]): string | undefined {
  return names.map((name) => textOf(leaves, name)).find((text) => text !== undefined && text !== '')
}

function textOf(leaves: JobLeaves, name: string): string | undefined {
  const leaf = name === 'label' || name === 'description' ? leaves.effective(name) : leaves.declared(name)
  return leaf?.text
}

function isActive(leaves: JobLeaves, problems: Problem[]): boolean {
  const active = leaves.effective('active')
  // An override speaks last; in the XML either of the two names switches off.
  const flags = active?.overridden ? [active] : [active, leaves.effective('is_active')]
  const given = flags.filter((flag): flag is JobLeaf => flag !== undefined)
  for (const { text, place } of given) {
    if (isOff(text) || ['', '1', 'true'].includes(text.toLowerCase())) continue
    problems.push(warningAt(place, `active is '${text}', which leaves the job active`, 'Write 0 or false, 1 or true.'))
  }
  return !given.some(({ text }) => isOff(text))
}

// A pause is an admin's: modules have no say in it.
function pauseOf(leaves: JobLeaves, problems: Problem[]): JobPause | undefined {
  const leaf = leaves.effective('pause')
  if (!leaf?.overridden || leaf.text === '') return undefined
  const pause = parsePause(leaf.text, leaf.place.file)
  const remedy = `Write ${PAUSE_FORM}, or see job:pause.`
  if (!pause) problems.push(errorAt(leaf.place, `'${leaf.text}' is no pause`, remedy))
  return pause
}

/** The groups with settings of their own, and those already warned of. */
class GroupsSeen {
  readonly #withSettings: Set<string>
  readonly #warned = new Set<string>()

  constructor(tree: ModuleTree, settings: Settings) {
    this.#withSettings = new Set(['default', ...tree.groups])
    for (const path of settings.paths) {
      const group = settingOf(path)?.group
      if (group !== undefined) this.#withSettings.add(group)
    }
  }

  problemsOf(group: string, at: Place): readonly Problem[] {
    const nearest = didYouMean(group, this.#withSettings)
    if (!isGroupName(group)) {
      return [errorAt(at, `'${group}' is not a group name`, `Use letters, digits, _, . and -.${nearest}`)]
    }
    if (this.#withSettings.has(group) || this.#warned.has(group)) return []
    this.#warned.add(group)
    const message = `the group ${group} has no settings, so it inherits the defaults`
    return [warningAt(at, message, `Give it settings in cron_groups.xml.${nearest}`)]
  }
}
