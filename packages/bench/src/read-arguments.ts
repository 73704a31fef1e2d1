import { parseArgs } from 'node:util'
import { didYouMean, HorariumError, sentenceOf } from '@horarium/core'

/** What the bench was asked for. */
export interface BenchOrder {
  /** One JSON object on standard output instead of a table. */
  readonly json: boolean
  /** Small sizes: shows that every row works, not how fast the machine is. */
  readonly quick: boolean
  /** The rows asked for by name; empty = all. */
  readonly only: readonly string[]
}

/** Reads the command line; throws `usage` for an unknown option or row. */
export function readArguments(given: readonly string[], rowNames: readonly string[]): BenchOrder {
  const { json, quick, only } = parse(given)
  const names = only.flatMap((text) => text.split(',')).filter((name) => name !== '')
  for (const name of names) {
    if (rowNames.includes(name)) continue
    const known = `Rows: ${rowNames.join(', ')}.`
    throw new HorariumError('usage', `No row '${name}'.${didYouMean(name, rowNames)} ${known}`)
  }
  return { json, quick, only: names }
}

function parse(given: readonly string[]): BenchOrder {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
      },
    })
    return values
  } catch (cause) {
    throw new HorariumError('usage', `${sentenceOf(cause)} Usage: bench [--json] [--quick] [--only ROW[,ROW]]`, {
      cause,
    })
  }
}
