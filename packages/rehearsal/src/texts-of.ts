import type { ParamValues } from '@horarium/sdk/testing'

/** Parameters as a handler is given them. */
export function textsOf(values: ParamValues = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}
