import type { LayerValue } from '@horarium/core'

const PREFIX = 'HORARIUM__'

/** Settings from variables: `HORARIUM__SYSTEM__CRON__DEFAULT__SCHEDULE_LIFETIME=30`, two underscores for a slash. */
export function environmentLayer(
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, LayerValue> {
  const values = new Map<string, LayerValue>()
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX) || value === undefined) continue
    values.set(pathOf(name), { value, source: name })
  }
  return values
}

/** The variable that would set a path; `undefined` where none can, as for a job code with capitals. */
export function variableFor(path: string): string | undefined {
  const name = PREFIX + path.split('/').join('__').toUpperCase()
  return pathOf(name) === path ? name : undefined
}

function pathOf(name: string): string {
  return name.slice(PREFIX.length).toLowerCase().split('__').join('/')
}
