import { didYouMean, HorariumError, readParams, type Status, STATUSES } from '@horarium/core'
import { InvalidArgumentError } from 'commander'

/** Gathers an option that may be repeated. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value]
}

/** Gathers names that are repeated, or separated by commas. */
export function collectNames(value: string, before: readonly string[] | undefined): readonly string[] {
  const names = value.split(',').map((name) => name.trim())
  return [...(before ?? []), ...names.filter((name) => name !== '')]
}

/** A whole number of at least one. */
export function parseCount(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('Write a whole number, 1 or more.')
  return count
}

/** A number of at least zero. */
export function parseAmount(text: string): number {
  const amount = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isFinite(amount)) throw new InvalidArgumentError('Write a number, 0 or more.')
  return amount
}

/** A whole number of at least zero. */
export function parseWhole(text: string): number {
  const amount = parseAmount(text)
  if (!Number.isSafeInteger(amount)) throw new InvalidArgumentError('Write a whole number, 0 or more.')
  return amount
}

/** A whole number from -100 to 100. */
export function parsePriority(text: string): number {
  const priority = /^[+-]?\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  if (!(Math.abs(priority) <= 100)) throw new InvalidArgumentError('Write a whole number from -100 to 100.')
  return priority
}

/** Reads `--param name=value` options; the value may hold further equals signs. */
export function parseParams(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.flatMap((text) => {
      const read = text.startsWith('{') ? readParams(text) : { pairs: [] }
      if (read.fault !== undefined) throw new HorariumError('usage', `'${text}': ${read.fault}.`)
      if (read.pairs.length > 0) return read.pairs
      const at = text.indexOf('=')
      if (at < 1)
        throw new HorariumError('usage', `'${text}' is no parameter; write --param name=value, or a JSON object.`)
      return [[text.slice(0, at), text.slice(at + 1)] as const]
    }),
  )
}

/** Reads `--status` options, repeated or separated by commas; `all` is every status that is legal there. */
export function parseStatuses(given: readonly string[], legal: readonly Status[]): readonly Status[] {
  const names = given.flatMap((text) => text.split(',')).map((name) => name.trim().toLowerCase())
  if (names.includes('all')) return legal
  return [...new Set(names.map((name) => statusOf(name, legal)))]
}

function statusOf(name: string, legal: readonly Status[]): Status {
  const status = legal.find((known) => known === name)
  if (status) return status
  const elsewhere = STATUSES.some((known) => known === name) ? ' schedule:list shows what is not finished.' : ''
  const sentence = `No status '${name}' here.${didYouMean(name, legal)} Use ${legal.join(', ')}.${elsewhere}`
  throw new HorariumError('usage', sentence)
}
