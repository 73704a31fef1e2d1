import type { FieldValues } from './expression-reading.js'
import { type Field, FIELDS } from './field.js'

/**
 * The standard expression that holds exactly these values, each field matched. `undefined` when there is none: standard
 * joins day of month and day of week by OR where both are restricted.
 */
export function writeStandard(values: FieldValues): string | undefined {
  const texts = FIELDS.map((field, index) => writeField(field, values[index] ?? []))
  const [, , day, , weekday] = texts
  return day !== '*' && weekday !== '*' ? undefined : texts.join(' ')
}

function writeField(field: Field, values: readonly number[]): string {
  const [first = field.min, second] = values
  const last = values.at(-1) ?? first
  const step = second === undefined ? 0 : second - first
  const isEven = step > 0 && values.every((value, index) => value === first + step * index)
  if (!isEven) return writeRuns(values)
  const isWhole = first === field.min && last + step > field.top
  if (isWhole) return step === 1 ? '*' : `*/${step}`
  return step === 1 || values.length < 3 ? writeRuns(values) : `${first}-${last}/${step}`
}

function writeRuns(values: readonly number[]): string {
  const runs: number[][] = []
  for (const value of values) {
    const run = runs.at(-1)
    if (run?.at(-1) === value - 1) run.push(value)
    else runs.push([value])
  }
  return runs.map((run) => (run.length < 3 ? run.join() : `${run[0]}-${run.at(-1)}`)).join()
}
