import { didYouMean, type JobDefinition, type Problem } from '@horarium/core'
import { errorAt, type Place } from './place.js'

type Jobs = ReadonlyMap<string, JobDefinition>

/** Quarantines the jobs whose `on_success` names a job that is none, or leads back to themselves. */
export function checkChains(
  definitions: readonly JobDefinition[],
  placeOf: (jobCode: string) => Place,
): readonly JobDefinition[] {
  const jobs: Jobs = new Map(definitions.map((job) => [job.code, job]))
  const circling = circlingIn(definitions, jobs)
  return definitions.map((job) => {
    const faults = [...unknownIn(job, jobs), ...(circling.has(job.code) ? circleFaults(job, jobs) : [])]
    if (faults.length === 0) return job
    const found = faults.map(({ message, remedy }) => errorAt(placeOf(job.code), message, remedy))
    return { ...job, status: job.status === 'disabled' ? 'disabled' : 'invalid', problems: [...job.problems, ...found] }
  })
}

type Fault = Pick<Problem, 'message' | 'remedy'>

function unknownIn({ code, policy }: JobDefinition, jobs: Jobs): readonly Fault[] {
  return policy.onSuccess
    .filter((next) => !jobs.has(next))
    .map((next) => ({
      message: `${code} is to be followed by ${next}, which is no job`,
      remedy: `Name a job that some module declares.${didYouMean(next, jobs.keys())}`,
    }))
}

function circleFaults(job: JobDefinition, jobs: Jobs): readonly Fault[] {
  const way = wayBack(job, jobs)
  if (!way) return []
  const message = `each success of ${job.code} would run it again: ${way.join(' -> ')}`
  return [{ message, remedy: 'Take one of them out of on_success, or give it a schedule of its own.' }]
}

/** The jobs that are in a circle or lead into one: take away what ends, until all that is left goes on. */
function circlingIn(definitions: readonly JobDefinition[], jobs: Jobs): ReadonlySet<string> {
  const before = new Map<string, string[]>()
  const open = new Map<string, number>()
  for (const { code, policy } of definitions) {
    const next = policy.onSuccess.filter((one) => jobs.has(one))
    if (next.length > 0) open.set(code, next.length)
    for (const one of next) {
      const those = before.get(one) ?? []
      those.push(code)
      before.set(one, those)
    }
  }
  const ended = [...before.keys()].filter((code) => !open.has(code))
  for (let code = ended.pop(); code !== undefined; code = ended.pop()) {
    for (const one of before.get(code) ?? []) {
      const left = (open.get(one) ?? 0) - 1
      open.set(one, left)
      if (left === 0 && open.delete(one)) ended.push(one)
    }
  }
  return new Set(open.keys())
}

/** The shortest way from a job to itself; `undefined` for one that only leads into a circle of others. */
function wayBack({ code }: JobDefinition, jobs: Jobs): readonly string[] | undefined {
  const from = new Map<string, string>()
  const open = [code]
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const next of jobs.get(at)?.policy.onSuccess ?? []) {
      if (next === code) return [...wayTo(at, code, from), code]
      if (from.has(next)) continue
      from.set(next, at)
      open.push(next)
    }
  }
  return undefined
}

function wayTo(end: string, start: string, from: ReadonlyMap<string, string>): readonly string[] {
  const way = [end]
  for (let at = end; at !== start; way.unshift(at)) at = from.get(at) ?? start
  return way
}
