const SECONDS = /^(?:every\s+)?(\d+)\s*s?$/i

/** A schedule as people write it: seconds, or an expression, trimmed. */
export interface WrittenSchedule {
  readonly expression: string
  readonly seconds?: number
}

/** Reads a schedule as people write it: `30`, `30s` and `every 30s` are seconds, anything else is an expression. */
export function readSchedule(text: string): WrittenSchedule {
  const expression = text.trim()
  const [, seconds] = SECONDS.exec(expression) ?? []
  return seconds === undefined ? { expression } : { expression: '', seconds: Number(seconds) }
}
