import type { Bench } from './bench.js'

/** Figures of the other contestants in the same run, or of a row's second side; no bar judges them. */
export type Peers = Readonly<Record<string, number>>

export interface Measured<Figure> {
  readonly figure: Figure
  readonly peers?: Peers
}

/** One thing a row promises. */
export interface Bar<Figure> {
  readonly what: string
  /** As DESIGN.md writes it. */
  readonly bar: string
  readonly read: (figure: Figure) => string
  readonly isMet: (figure: Figure) => boolean
}

export interface RowDefinition<Figure> {
  /** The row's key in the JSON. */
  readonly name: string
  readonly measure: (bench: Bench) => Promise<Measured<Figure>>
  readonly bars: readonly Bar<Figure>[]
  /** It mostly waits: a quick bench runs it beside the others. */
  readonly waits?: true
}

/** One bar of a measured row, as it is printed. */
export interface Verdict {
  readonly what: string
  readonly value: string
  readonly bar: string
  readonly isMet: boolean
}

export interface RowResult {
  readonly figure: unknown
  readonly peers: Peers
  readonly verdicts: readonly Verdict[]
}

/** A row whose kind of figure only the row itself knows. */
export interface Row {
  readonly name: string
  readonly waits: boolean
  readonly run: (bench: Bench) => Promise<RowResult>
}

export function defineRow<Figure>({ name, measure, bars, waits }: RowDefinition<Figure>): Row {
  return {
    name,
    waits: waits === true,
    run: async (bench) => {
      const { figure, peers = {} } = await measure(bench)
      const verdicts = bars.map(({ what, bar, read, isMet }) => ({
        what,
        bar,
        value: read(figure),
        isMet: isMet(figure),
      }))
      return { figure, peers, verdicts }
    },
  }
}
