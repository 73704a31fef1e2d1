import { performance } from 'node:perf_hooks'
import type { Bench } from './bench.js'
import { median } from './figures.js'

/** Each side's way to its figure; fresh ground for every call. */
export type Sides<Name extends string> = Readonly<Record<Name, () => Promise<number>>>

/**
 * Measures the sides in turn, round after round, and takes the median of each: what disturbs the machine for a while
 * disturbs them alike. Every other round goes the other way round, so that none is always first.
 */
export async function inTurn<Name extends string>(
  { rounds, note }: Bench,
  sides: Sides<Name>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(sides) as Name[]
  const figures = new Map(names.map((name): [Name, number[]] => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed()
    for (const name of order) {
      note(`round ${round + 1} of ${rounds}: ${name}`)
      figures.get(name)?.push(await sides[name]())
    }
  }
  return Object.fromEntries([...figures].map(([name, own]) => [name, median(own)])) as Record<Name, number>
}

/** An answer, and how long it took. */
export async function clocked<Answer>(
  work: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly ms: number }> {
  const started = performance.now()
  const answer = await work()
  return { answer, ms: performance.now() - started }
}

/** How many a second. */
export async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
  return (count / (await clocked(work)).ms) * 1_000
}
