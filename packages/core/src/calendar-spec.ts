export const DIALECTS = ['standard', 'magento1', 'magento2'] as const
/** How an expression is read. */
export type Dialect = (typeof DIALECTS)[number]

export const DST_GAPS = ['after', 'skip'] as const
/** What becomes of a fixed hour that the clocks jump over: it runs at the first instant after the jump, or not at all. */
export type DstGap = (typeof DST_GAPS)[number]

export const DST_REPEATS = ['first', 'both'] as const
/** Of a fixed hour that the clocks show twice, the passes in which it runs. */
export type DstRepeat = (typeof DST_REPEATS)[number]

/** What happens to a fixed hour when the clocks are changed. */
export interface DstRule {
  readonly gap: DstGap
  readonly repeat: DstRepeat
}

const DIALECT_RULES: Readonly<Record<Dialect, DstRule>> = {
  standard: { gap: 'after', repeat: 'first' },
  // Magento looks at every minute as the clocks show it.
  magento1: { gap: 'skip', repeat: 'both' },
  magento2: { gap: 'skip', repeat: 'both' },
}

/** A delay of up to so many whole seconds, the same at every instant of one job: its seed is the job code. */
export interface Jitter {
  readonly seconds: number
  readonly seed: string
}

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
      /** Absent: as the dialect has it. */
      readonly dstGap?: DstGap
      /** Absent: as the dialect has it. */
      readonly dstRepeat?: DstRepeat
      readonly jitter?: Jitter
    }
  | {
      readonly kind: 'every'
      /** Whole seconds; instants are the multiples counted from the epoch. */
      readonly seconds: number
      readonly jitter?: Jitter
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

type ExpressionSpec = Extract<CalendarSpec, { readonly kind: 'expression' }>

/** What a job asks for at clock changes, and where it asks for nothing, what its dialect does. */
export function dstRuleOf({ dialect, dstGap, dstRepeat }: ExpressionSpec): DstRule {
  const { gap, repeat } = DIALECT_RULES[dialect]
  return { gap: dstGap ?? gap, repeat: dstRepeat ?? repeat }
}

/** Two specs with the same fingerprint have the same instants under the same tz data. */
export function fingerprintOf(spec: CalendarSpec): string {
  if (spec.kind === 'every') return ['every', spec.seconds, ...jitterWords(spec)].join(' ')
  const { dialect, timezone, seed, expression } = spec
  const fields = expression.trim().split(/\s+/)
  return [dialect, timezone, seed, ...dstWords(spec), ...jitterWords(spec), ...fields].join(' ')
}

function jitterWords({ jitter }: CalendarSpec): readonly string[] {
  return jitter === undefined || jitter.seconds === 0 ? [] : [`jitter=${jitter.seconds}@${jitter.seed}`]
}

// Only what the dialect would not do anyway: whoever writes the default down has changed nothing.
function dstWords(spec: ExpressionSpec): readonly string[] {
  const usual = DIALECT_RULES[spec.dialect]
  const { gap, repeat } = dstRuleOf(spec)
  return [
    ...(gap === usual.gap ? [] : [`dst_gap=${gap}`]),
    ...(repeat === usual.repeat ? [] : [`dst_repeat=${repeat}`]),
  ]
}
