import { HorariumError } from '@horarium/core'

const EVEN_PARTS = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60]
const SHORTEST_S = 5

/** Seconds between two passes, of `15`, `15s` or `5m`. Throws `usage` for what does not divide a minute or an hour evenly. */
export function parsePassInterval(text: string): number {
  const [, count = '', unit = 's'] = /^(\d{1,3})([sm]?)$/.exec(text.trim()) ?? []
  const parts = Number(count)
  const isMinutes = unit === 'm'
  if (EVEN_PARTS.includes(parts) && (isMinutes || parts >= SHORTEST_S)) return isMinutes ? parts * 60 : parts
  const sentence = `'${text}' divides no minute or hour evenly; write 5, 6, 10, 12, 15, 20 or 30 (seconds), or 1m to 60m.`
  throw new HorariumError('usage', sentence)
}

/** As minutes, when it is at least one. */
export function minutesOf(everySeconds: number): number | undefined {
  return everySeconds < 60 ? undefined : everySeconds / 60
}
