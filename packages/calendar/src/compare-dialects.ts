import { type CalendarFault, type CalendarSpec, type Dialect, DIALECTS } from '@horarium/core'
import { quoted } from './field-fault.js'
import { firstParting, isSameMeaning, type Meaning, runsAt } from './first-parting.js'
import { readDialect } from './read-dialect.js'
import { remember } from './remember.js'
import { writeStandard } from './write-standard.js'
import { type Zone, zoneOf } from './zone.js'

type ExpressionSpec = Extract<CalendarSpec, { readonly kind: 'expression' }>
const HASH = /\bh\b/i

type Readings = ReadonlyMap<Dialect, Meaning>

/**
 * Warns when the dialects do not read an expression alike, with the first instant on which they part. Wall-clock times
 * are compared, so what standard does at clock changes is no difference. A dialect that refuses the expression counts
 * only where a Magento dialect is set: nobody takes `daily` or `H` for Magento's.
 */
export const compareDialects: (spec: ExpressionSpec) => readonly CalendarFault[] = remember(5000, compare, keyOf)

function keyOf({ dialect, expression, timezone, seed }: ExpressionSpec): string {
  // Many jobs share an expression; only what H is drawn from is each one's own.
  return [dialect, timezone, HASH.test(expression) ? seed : '', expression].join('\n')
}

function compare(spec: ExpressionSpec): readonly CalendarFault[] {
  const { dialect, expression, timezone } = spec
  const zone = zoneOf(timezone)
  const readings = readAll(spec)
  const own = readings.get(dialect)
  if (!zone || !own || (dialect === 'standard' && HASH.test(expression))) return []
  const first = firstParting([...readings.values()], zone)
  const parting = first === undefined ? [] : [partingClause(readings, { zone, timezone, first })]
  const clauses = [...parting, ...refusalClauses(dialect, readings)]
  if (clauses.length === 0) return []
  const message = `the dialects do not read ${quoted(expression.trim())} alike: ${clauses.join('; ')}`
  return [{ severity: 'warning', message, remedy: remedyFor(dialect, readings) }]
}

function readAll({ expression, seed }: ExpressionSpec): Readings {
  return new Map(
    DIALECTS.flatMap((dialect): [Dialect, Meaning][] => {
      const { meaning } = readDialect(dialect, expression, seed)
      return meaning ? [[dialect, meaning]] : []
    }),
  )
}

interface Parting {
  readonly zone: Zone
  readonly timezone: string
  readonly first: number
}

function partingClause(readings: Readings, { zone, timezone, first }: Parting): string {
  const namesOf = (runs: boolean): string[] =>
    [...readings].filter(([, meaning]) => runsAt(meaning, zone, first) === runs).map(([dialect]) => dialect)
  const local = new Date(first + zone.segmentAt(first).offset).toISOString().slice(11, 16)
  const stamp = `${new Date(first).toISOString().slice(0, 16)}Z`
  const when = timezone === 'UTC' ? stamp : `${stamp} (${local} in ${timezone})`
  return `first at ${when}, a minute of ${namesOf(true).join(' and ')}, not of ${namesOf(false).join(' and ')}`
}

function refusalClauses(dialect: Dialect, readings: Readings): readonly string[] {
  if (dialect === 'standard' || readings.get(dialect)?.kind === 'never') return []
  return DIALECTS.filter((other) => !readings.has(other)).map((other) => `${other} refuses it`)
}

function remedyFor(dialect: Dialect, readings: Readings): string {
  const standard = readings.get('standard')
  const isAsked = (other: Dialect, meaning: Meaning): boolean =>
    dialect === 'standard' ? standard !== undefined && !isSameMeaning(meaning, standard) : other === dialect
  const readers = new Map<string, Dialect[]>()
  for (const [other, meaning] of readings) {
    if (!isAsked(other, meaning)) continue
    const equivalent = equivalentOf(meaning)
    readers.set(equivalent, [...(readers.get(equivalent) ?? []), other])
  }
  const sentences = [...readers].map(([equivalent, names]) => `As ${names.join(' and ')}: ${equivalent}.`)
  return [...(dialect === 'standard' ? ['Nothing to do if standard is meant.'] : []), ...sentences].join(' ')
}

function equivalentOf(meaning: Meaning): string {
  if (meaning.kind !== 'pattern') return 'it never happens'
  const text = writeStandard(meaning.values)
  if (text !== undefined) return `in standard this is written '${text}'`
  return 'standard has no expression for it, as it joins day of month and day of week by OR'
}
