import * as v from 'valibot'

/** A version: one to four numbers with points between. */
export const version: v.GenericSchema<string, string> = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^\d{1,9}(\.\d{1,9}){0,3}$/, 'must be a version such as 6.5.1'),
)

/** Whether a version comes after another; a number that is not written is 0. */
export function isNewer(candidate: string, installed: string): boolean {
  const [left, right] = [candidate.split('.').map(Number), installed.split('.').map(Number)]
  const at = [0, 1, 2, 3].find((place) => (left[place] ?? 0) !== (right[place] ?? 0))
  return at !== undefined && (left[at] ?? 0) > (right[at] ?? 0)
}
