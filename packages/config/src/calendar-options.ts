import { type CalendarSpec, didYouMean, DST_GAPS, DST_REPEATS, type Jitter, type Problem } from '@horarium/core'
import type { JobLeaf, JobLeaves } from './job-leaves.js'
import { errorAt } from './place.js'

type ExpressionSpec = Extract<CalendarSpec, { readonly kind: 'expression' }>

/** What a job asks for when the clocks are changed; what it does not say, its dialect decides. */
export function dstOptions(leaves: JobLeaves, problems: Problem[]): Pick<ExpressionSpec, 'dstGap' | 'dstRepeat'> {
  const dstGap = chosenOf(leaves.effective('dst_gap'), DST_GAPS, problems)
  const dstRepeat = chosenOf(leaves.effective('dst_repeat'), DST_REPEATS, problems)
  return { ...(dstGap ? { dstGap } : {}), ...(dstRepeat ? { dstRepeat } : {}) }
}

function chosenOf<Choice extends string>(
  leaf: JobLeaf | undefined,
  choices: readonly Choice[],
  problems: Problem[],
): Choice | undefined {
  if (!leaf || leaf.text === '') return undefined
  const { text, place } = leaf
  const chosen = choices.find((choice) => choice === text)
  if (chosen === undefined) {
    const name = place.path.split('/').at(-1)
    const remedy = `Use ${choices.join(' or ')}.${didYouMean(text, choices)}`
    problems.push(errorAt(place, `${name} is '${text}', which is no choice`, remedy))
  }
  return chosen
}

/** The delay a job asks for, seeded by its code. */
export function jitterOption(code: string, leaves: JobLeaves, problems: Problem[]): { readonly jitter?: Jitter } {
  const leaf = leaves.effective('jitter')
  if (!leaf || leaf.text === '') return {}
  if (/^\d{1,9}$/.test(leaf.text)) return { jitter: { seconds: Number(leaf.text), seed: code } }
  problems.push(errorAt(leaf.place, `jitter is '${leaf.text}'`, 'Use a whole number of seconds, 0 or more.'))
  return {}
}
