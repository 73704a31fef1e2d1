const NUMERIC = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

/** What PHP takes a text for that it calls numeric (`05`, `5.0`, `+5`, `1e1`); `undefined` for any other. */
export function phpNumber(text: string): number | undefined {
  return NUMERIC.test(text) ? Number(text) : undefined
}

/** A number as PHP's `%` takes it: cut to an integer, and nothing where there is no end. */
export function phpInteger(number: number): number {
  return Number.isFinite(number) ? Math.trunc(number) : 0
}
