export const DIALECTS = ['standard', 'magento1', 'magento2'] as const
/** How an expression is read. */
export type Dialect = (typeof DIALECTS)[number]

/** What a job says about when it runs; plain values, so that it can be compared, stored and compiled anywhere. */
export type CalendarSpec =
  | {
      readonly kind: 'expression'
      /** Five cron fields, or a word: `always`, `hourly`, `daily`, `weekly`, `monthly`, `quarterly`, `yearly`. */
      readonly expression: string
      readonly dialect: Dialect
      /** An IANA zone name. */
      readonly timezone: string
      /** Seeds `H` fields: the job code. */
      readonly seed: string
    }
  | {
      readonly kind: 'every'
      /** Whole seconds; instants are the multiples counted from the epoch. */
      readonly seconds: number
    }

/** A compiled calendar. Instants are epoch milliseconds, UTC. */
export type Calendar =
  /** Due at every pass; nothing can be foreseen, so nothing is written ahead. */
  | { readonly kind: 'always' }
  | {
      readonly kind: 'timed'
      /** The instants in (`after`, `until`], strictly increasing. */
      readonly between: (after: number, until: number) => readonly number[]
      /** The first instant after `after`; `undefined` when there is none within eight years. */
      readonly next: (after: number) => number | undefined
    }

/** Two specs with the same fingerprint have the same instants under the same tz data. */
export function fingerprintOf(spec: CalendarSpec): string {
  if (spec.kind === 'every') return `every ${spec.seconds}`
  return [spec.dialect, spec.timezone, spec.seed, spec.expression.trim().split(/\s+/).join(' ')].join(' ')
}
