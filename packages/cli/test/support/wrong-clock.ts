import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const PRELOAD = `
const Real = Date
const ahead = Number(process.env.CLOCK_AHEAD_MS)
const now = () => Real.now() + ahead
globalThis.Date = new Proxy(Real, {
  construct: (date, given, as) => Reflect.construct(date, given.length === 0 ? [now()] : given, as),
  apply: () => new Real(now()).toString(),
  get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
})
Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + ahead })
process.stderr.write('this clock shows ' + new Date().toISOString() + '\\n')
`

/** The environment of a process whose wall clock is wrong by so much; it says at its start what it shows. */
export function wrongClock(project: string, aheadMs: number): Readonly<Record<string, string>> {
  const preload = join(project, 'wrong-clock.mjs')
  writeFileSync(preload, PRELOAD)
  return { NODE_OPTIONS: `--import ${pathToFileURL(preload).href}`, CLOCK_AHEAD_MS: String(aheadMs) }
}
