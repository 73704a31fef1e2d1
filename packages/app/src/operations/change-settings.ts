import { HorariumError, jobPathOf, maskSetting, type Problem } from '@horarium/core'
import { changeOverrides, type OverrideStep } from '@horarium/store'
import type { App } from '../app.js'
import type { Configuration } from '../configuration.js'
import { newProblems } from '../configuration-change.js'
import { valueInForce } from '../value-in-force.js'
import { type Followed, followChange } from './follow-change.js'

/** Paths and the values to lay over them; `undefined` takes an override away. */
export type SettingChanges = ReadonlyMap<string, string | undefined>

const TRIES = 10

/**
 * Changes overrides together, and the timetable with them. Whole or not at all: what would bring an error that was not
 * there before throws `usage`, and everything stays as it was.
 */
export function changeSettings(app: App, changes: SettingChanges): Promise<Followed> {
  return changeWhatever(app, changes, (after) => refuseNewErrors(app.configuration(), after, changes))
}

/** The same, whatever errors it brings, unless `check` throws at what would be. */
export async function changeWhatever(
  app: App,
  changes: SettingChanges,
  check: (after: Configuration) => void = () => undefined,
): Promise<Followed> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { revision, configuration } = await app.preview(changes)
    const current = app.configuration()
    app.expects?.(current)
    check(configuration)
    const steps = [...changes].map(([path, value]) => ({ path, value, ...toldOf(path, value, current) }))
    const change = { author: app.author, at: app.clock.now(), revision, steps }
    if (await changeOverrides(app.instance, change)) return followChange(app)
  }
  throw new HorariumError('conflict', 'Others keep changing the overrides. Try again.')
}

// The trail outlives the secret.
function toldOf(
  path: string,
  value: string | undefined,
  current: Configuration,
): Pick<OverrideStep, 'before' | 'after'> {
  const shown = (text: string | undefined): string | undefined => text && maskSetting(path, text)
  return { before: shown(valueInForce(current, path)), after: shown(value) }
}

/** Throws `usage` when one configuration has an error that another did not have. */
export function refuseNewErrors(before: Configuration, after: Configuration, changes: SettingChanges): void {
  const isTyped = ({ path }: Problem): boolean => changes.has(path) && isFlag(path)
  const added = newProblems(before, after).find((problem) => problem.severity === 'error' || isTyped(problem))
  if (added) throw new HorariumError('usage', `Refused: ${added.message}. ${added.remedy}`)
}

// A flag that is none changes nothing: a warning in a file, but whoever types it means something.
function isFlag(path: string): boolean {
  return jobPathOf(path)?.leaf.endsWith('active') ?? false
}
