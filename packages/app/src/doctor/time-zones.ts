import { amiss, fine, type Finding } from './finding.js'

const CHECK = 'time zones'

/** A rule that came with a release of the time zone data: how far a zone is from UTC at an instant. */
export interface ZoneRule {
  readonly release: string
  readonly zone: string
  readonly at: string
  readonly offset: string
}

/** Newest first; Europe/Paris is there to see whether there are zones at all. */
const RULES: readonly ZoneRule[] = [
  // Paraguay keeps its summer time.
  { release: '2025a', zone: 'America/Asuncion', at: '2025-07-01T12:00:00Z', offset: 'GMT-03:00' },
  // Kazakhstan has one time.
  { release: '2024a', zone: 'Asia/Almaty', at: '2024-07-01T12:00:00Z', offset: 'GMT+05:00' },
  { release: '1996', zone: 'Europe/Paris', at: '2024-07-01T12:00:00Z', offset: 'GMT+02:00' },
]

/** Whether this Node knows how the clocks of the world are set today, by rules of recent years. */
export function checkTimeZones(release: string, rules: readonly ZoneRule[] = RULES): Finding {
  const unknown = rules.filter((rule) => offsetOf(rule) !== rule.offset)
  if (unknown.length === 0) return fine(CHECK, `time zone data ${release}`)
  const oldest = unknown.at(-1)
  const zones = unknown.map(({ zone }) => zone).join(', ')
  const remedy = 'Install a newer release of Node; one built without full ICU knows no zones but UTC.'
  const message = `time zone data ${release} is older than ${oldest?.release}: wrong in ${zones}, among others`
  return amiss(unknown.length === rules.length ? 'error' : 'warning', CHECK, { message, remedy })
}

function offsetOf({ zone, at }: ZoneRule): string | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
    return format.formatToParts(Date.parse(at)).find(({ type }) => type === 'timeZoneName')?.value
  } catch {
    return undefined
  }
}
