import { type LogFields, maskField } from '@horarium/core'

/** Fields as `name=value`, for a person. */
export function fieldTexts(fields: LogFields): readonly string[] {
  return writtenFields(fields).map(([name, value]) => `${name}=${wordOf(value)}`)
}

/** Fields as one JSON object. Whatever a handler or a library hands over, it is written. */
export function fieldsJson(fields: LogFields): string {
  return `{${writtenFields(fields)
    .map(([name, value]) => `${JSON.stringify(name)}:${jsonOf(value)}`)
    .join(',')}}`
}

// As JSON has it: what is undefined is not there.
function writtenFields(fields: LogFields): readonly (readonly [string, unknown])[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, maskField(name, value)])
}

function wordOf(value: unknown): string {
  return typeof value === 'string' && !/[\s"=]/.test(value) ? value : jsonOf(value)
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value, plain) ?? JSON.stringify(String(value))
  } catch {
    return '"(cannot be written)"'
  }
}

function plain(name: string, value: unknown): unknown {
  if (value instanceof Error) return String(value)
  return typeof value === 'bigint' ? String(value) : maskField(name, value)
}
