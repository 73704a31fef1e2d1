/** An instant as JSON carries it. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString()
}
