import * as v from 'valibot'

/** What every sample job may be given. */
export const commonParams: {
  readonly store: v.OptionalSchema<v.StringSchema<undefined>, undefined>
  readonly runInNonProductionEnvironment: v.OptionalSchema<v.StringSchema<undefined>, undefined>
  readonly scheduled_for: v.OptionalSchema<v.StringSchema<undefined>, undefined>
} = {
  store: v.optional(v.string()),
  runInNonProductionEnvironment: v.optional(v.string()),
  // Of a run for an instant that is past.
  scheduled_for: v.optional(v.string()),
}

/** A whole number within bounds. */
export function wholeNumber(min: number, max: number): v.GenericSchema<string, number> {
  const sentence = `must be a whole number from ${min} to ${max}`
  return v.pipe(
    v.string(),
    v.trim(),
    v.regex(/^\d{1,9}$/, sentence),
    v.transform(Number),
    v.minValue(min, sentence),
    v.maxValue(max, sentence),
  )
}

/** 1 or 0, true or false. */
export const flag: v.GenericSchema<string, boolean> = v.pipe(
  v.string(),
  v.trim(),
  v.picklist(['0', '1', 'false', 'true'], 'must be 0 or 1'),
  v.transform((text) => text === '1' || text === 'true'),
)

/** A URL of one of the protocols, such as `https:`; an empty text is none. */
export function urlOf(...protocols: readonly string[]): v.GenericSchema<string, string | undefined> {
  const sentence = `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`
  return v.pipe(
    v.string(),
    v.trim(),
    v.check((text) => text === '' || (URL.canParse(text) && protocols.includes(new URL(text).protocol)), sentence),
    v.transform((text) => (text === '' ? undefined : text)),
  )
}

/** An instant in ISO 8601 with its zone, as it is kept: UTC. */
export const instant: v.GenericSchema<string, string> = v.pipe(
  v.string(),
  v.trim(),
  v.isoTimestamp('must be an instant such as 2026-01-31T10:05:00Z'),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'must be an instant such as 2026-01-31T10:05:00Z'),
  v.transform((text) => new Date(text).toISOString()),
)

/** A text without spaces around it; empty where it is not given. */
export const text: v.GenericSchema<string | undefined, string> = v.optional(v.pipe(v.string(), v.trim()), '')
