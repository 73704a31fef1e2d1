import type { SettingRow } from '@horarium/http/api'
import { type Language, languageNow } from '../shell/language'
import { formatDuration } from '../shell/times'
import { MEANINGS_FR } from './meanings'
import type { useSettingTexts } from './texts'

type Say = ReturnType<typeof useSettingTexts>

const UNITS = ['minutes', 'runs', 'rows', 'lanes', 'instants'] as const
const MINUTE_MS = 60_000
// Up to an hour minutes are plain enough.
const PLAIN_MINUTES = 60

/** A value as a person reads it. */
export function valueText(value: string, { type, unit }: Pick<SettingRow, 'type' | 'unit'>, say: Say): string {
  if (value === '') return say('empty')
  if (type === 'flag' || (type === 'maintenance' && (value === '0' || value === '1')))
    return say(value === '1' ? 'on' : 'off')
  if (type !== 'integer') return type === 'choices' ? value.replaceAll(',', ', ') : value
  const count = Number(value)
  const amount = amountText(count, unit, say)
  if (unit !== 'minutes' || count <= PLAIN_MINUTES) return amount
  return `${amount} (${formatDuration(count * MINUTE_MS, languageNow())})`
}

/** What a value may be, in words; empty where it may be anything. */
export function rangeText({ min, max, choices, unit }: SettingRow, say: Say): string {
  if (choices) return say('choices', { choices: choices.join(', ') })
  if (min !== null && max !== null) return say('range', { min, max: amountText(max, unit, say) })
  if (min !== null) return say('from', { min: amountText(min, unit, say) })
  return max === null ? '' : say('to', { max: amountText(max, unit, say) })
}

/** What a setting is for, in the language somebody reads. */
export function meaningText({ name, meaning }: SettingRow, language: Language): string {
  if (meaning === null) return ''
  return (language === 'fr' ? MEANINGS_FR[name] : undefined) ?? meaning
}

// So many of a unit as a person reads it: `15 minutes`, `64 MiB`.
function amountText(count: number, unit: string | null, say: Say): string {
  const known = UNITS.find((one) => one === unit)
  return known ? say(known, { count }) : `${count} ${unit ?? ''}`.trim()
}
