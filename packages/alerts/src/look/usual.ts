/** Of fewer runs nobody can tell what is usual. */
export const RUNS_NEEDED = 5
/** Of how many runs, the newest, the usual is taken. */
export const RUNS_ASKED = 50
// Twice as long as 20 ms is nothing to wake a person for.
const SLOWER_BY_MS = 5_000

/** What 95 of 100 runs do not exceed; `undefined` where there are too few. */
export function usualOf(durationsMs: readonly number[]): number | undefined {
  if (durationsMs.length < RUNS_NEEDED) return undefined
  const sorted = durationsMs.toSorted((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1]
}

/** Whether a run took so many times as long as usual. */
export function isSlow(durationMs: number, usualMs: number, factor: number): boolean {
  return durationMs > usualMs * factor && durationMs > usualMs + SLOWER_BY_MS
}
