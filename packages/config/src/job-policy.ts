import {
  DEFAULT_POLICY,
  isJobCode,
  type JobLeafName,
  type JobPolicy,
  parseSetting,
  POLICY_SETTINGS,
  type PolicyName,
  policyOfTexts,
  type Problem,
  type Settings,
  type ValueSpec,
} from '@horarium/core'
import { idlePolicies } from './idle-policies.js'
import { type JobLeaf, type JobLeaves, saidIn } from './job-leaves.js'
import { errorAt } from './place.js'

interface PolicyReading {
  readonly leaves: JobLeaves
  readonly groups: GroupPolicies
  readonly group: string
  readonly params: Readonly<Record<string, string>>
  readonly problems: Problem[]
}

/** Works out how a job is run: what it says itself, else its group's settings; faults go to `problems`. */
export function jobPolicy(reading: PolicyReading): JobPolicy {
  const { leaves, problems } = reading
  const policy = { ...sharedPolicy(reading), ...ownPolicy(reading) }
  const retryOn = listOf(leaves.effective('retry_on'), ERROR_NAME, problems)
  const resolved: JobPolicy = { ...policy, retry: { ...policy.retry, retryOn } }
  problems.push(...idlePolicies(resolved, leaves))
  return resolved
}

// What a group may say for all of its jobs.
function sharedPolicy(reading: PolicyReading): JobPolicy {
  const texts = reading.groups.textsOf(reading.group)
  const own = new Map<PolicyName, string>()
  for (const spec of POLICY_SETTINGS) {
    const value = valueOf(reading, spec)
    if (value !== undefined) own.set(spec.name, value)
  }
  return policyOfTexts((name) => own.get(name) ?? texts.get(name) ?? '')
}

type PolicyTexts = ReadonlyMap<PolicyName, string>

/** What groups say of their jobs' policy, looked up once for each. */
export class GroupPolicies {
  readonly #settings: Settings
  readonly #known = new Map<string, PolicyTexts>()

  constructor(settings: Settings) {
    this.#settings = settings
  }

  textsOf(group: string): PolicyTexts {
    const look = (): PolicyTexts =>
      new Map(POLICY_SETTINGS.map(({ name }) => [name, this.#settings.ofGroup(group, name).value]))
    const texts = this.#known.get(group) ?? look()
    this.#known.set(group, texts)
    return texts
  }
}

// What only a job can say.
function ownPolicy(reading: PolicyReading): Pick<JobPolicy, OwnPart> {
  return {
    priority: Number(valueOf(reading, PRIORITY) ?? DEFAULT_POLICY.priority),
    manualOnly: valueOf(reading, MANUAL_ONLY) === '1',
    outsideProduction: valueOf(reading, NON_PRODUCTION) === '1' || optsInAsCivi(reading),
    onSuccess: listOf(reading.leaves.effective('on_success'), JOB_CODE, reading.problems),
  }
}

// CiviCRM's jobs opt in by a parameter.
function optsInAsCivi({ params }: PolicyReading): boolean {
  return /^(?:1|true|yes|on)$/i.test(params['runInNonProductionEnvironment'] ?? '')
}

type OwnPart = 'priority' | 'manualOnly' | 'outsideProduction' | 'onSuccess'

interface LeafSpec extends ValueSpec {
  readonly name: JobLeafName
}

const PRIORITY: LeafSpec = { name: 'priority', type: 'integer', min: -100, max: 100 }
const MANUAL_ONLY: LeafSpec = { name: 'manual_only', type: 'flag' }
const NON_PRODUCTION: LeafSpec = { name: 'non_production', type: 'flag' }

function valueOf({ leaves, problems }: PolicyReading, spec: LeafSpec): string | undefined {
  const leaf = saidIn(leaves, spec.name)
  if (!leaf) return undefined
  const parsed = parseSetting(spec, leaf.text)
  if (parsed.fault === undefined) return parsed.value
  problems.push(errorAt(leaf.place, parsed.fault.message, parsed.fault.remedy))
  return undefined
}

interface Item {
  readonly what: string
  readonly isOne: (text: string) => boolean
}

const ERROR_NAME: Item = { what: 'the name of an error', isOne: (text) => /^[\w$.-]{1,100}$/.test(text) }
const JOB_CODE: Item = { what: 'a job code', isOne: isJobCode }

function listOf(leaf: JobLeaf | undefined, { what, isOne }: Item, problems: Problem[]): readonly string[] {
  const items = (leaf?.text ?? '').split(',').map((item) => item.trim())
  const given = [...new Set(items.filter((item) => item !== ''))]
  const wrong = given.find((item) => !isOne(item))
  if (leaf && wrong !== undefined) {
    problems.push(
      errorAt(leaf.place, `'${wrong}' is not ${what}`, 'Write them one after the other, with commas between.'),
    )
  }
  return given.filter(isOne)
}
