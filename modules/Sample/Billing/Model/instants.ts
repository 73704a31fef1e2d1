const DAY_MS = 86_400_000

/** The instant so many days after another, as the store writes it. */
export function daysAfter(instant: Date, days: number): string {
  return new Date(instant.getTime() + days * DAY_MS).toISOString()
}

/** How many midnights, UTC, lie between two instants. */
export function datesBetween(from: Date, to: Date): number {
  return Math.floor(to.getTime() / DAY_MS) - Math.floor(from.getTime() / DAY_MS)
}
