import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A week or a year of one zone; epoch minutes, `to` exclusive. */
export interface Range {
  readonly timezone: string
  readonly from: number
  readonly to: number
}

/** The matching minutes of a range: as steps from its start, or their hash where there are too many. */
export interface Minutes {
  readonly n: number
  readonly runs?: readonly (readonly [offset: number, step: number, count: number])[]
  readonly sha256?: string
  /** Minutes in which Magento threw. */
  readonly errors?: readonly unknown[]
}

export interface Answers {
  readonly parseError?: { readonly message: string }
  readonly ranges?: Readonly<Record<string, Minutes>>
}

interface Item {
  readonly expr: string
  readonly magento1: Answers
  readonly magento2: Answers | 'same'
}

interface Oracle {
  readonly ranges: Readonly<Record<string, Range>>
  readonly items: readonly Item[]
}

const FILE = join(import.meta.dirname, 'magento-cron-expressions.json.gz')

/** What running Magento 1 and 2 shops answered, minute by minute. */
export const ORACLE: Oracle = JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as Oracle

/** Whether a version refused the expression, or threw in some minute. */
export function throws({ parseError, ranges = {} }: Answers): boolean {
  return parseError !== undefined || Object.values(ranges).some(({ errors }) => errors !== undefined)
}

/** The minutes of a range in the oracle's own words, so that both forms can be compared. */
export function isSame(found: readonly number[], { n, runs, sha256 }: Minutes, { from }: Range): boolean {
  if (found.length !== n) return false
  if (sha256 !== undefined) return createHash('sha256').update(found.join(',')).digest('hex').startsWith(sha256)
  const expected = (runs ?? []).flatMap(([offset, step, count]) =>
    Array.from({ length: count }, (_, index) => from + offset + step * index),
  )
  return expected.toSorted((a, b) => a - b).join() === found.join()
}
