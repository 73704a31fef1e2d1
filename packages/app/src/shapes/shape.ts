/** An instant for a program: ISO, UTC; absent is null. */
export function isoOf(instant: number): string
export function isoOf(instant: number | undefined): string | null
export function isoOf(instant: number | undefined): string | null {
  return instant === undefined ? null : new Date(instant).toISOString()
}

/** What a program is told, as JSON. */
export type Shape = Readonly<Record<string, unknown>>
