const UNITS_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const

/** The instant so long before `now`, as the store writes it. */
export function before(now: Date, count: number, unit: keyof typeof UNITS_MS): string {
  return new Date(now.getTime() - count * UNITS_MS[unit]).toISOString()
}

/** The instant so long after `now`, as the store writes it. */
export function after(now: Date, count: number, unit: keyof typeof UNITS_MS): string {
  return before(now, -count, unit)
}
