import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '../../..')
const SCRIPT = `
  const { compileCalendar } = await import('./packages/calendar/src/index.ts')
  const lines = []
  const expressions = ['30 2 * * *', '*/15 * * * *', '0 0 * * 0', '0 */5 1,15 * mon', '7-59/9 * * * *']
  const specs = ['standard', 'magento1', 'magento2'].flatMap((dialect) =>
    [...expressions, ...(dialect === 'standard' ? ['weekly', 'H H * * *'] : [])].map((expression) => ({ dialect, expression })),
  )
  for (const timezone of ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']) {
    for (const spec of specs) {
      const { calendar } = compileCalendar({ ...spec, kind: 'expression', timezone, seed: 'a' })
      lines.push(calendar.between(Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 20)).join())
      lines.push(calendar.next(Date.UTC(2026, 10, 1)))
    }
  }
  process.stdout.write(JSON.stringify([new Date(0).getHours(), lines]))
`

async function runIn(zone: string): Promise<readonly [hours: number, lines: readonly unknown[]]> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT], {
    cwd: ROOT,
    env: { ...process.env, TZ: zone },
    maxBuffer: 10_000_000,
  })
  return JSON.parse(stdout) as [number, unknown[]]
}

test('the zone of the process changes nothing', async () => {
  const [utc, newYork, kolkata] = await Promise.all(['UTC', 'America/New_York', 'Asia/Kolkata'].map(runIn))
  expect([utc?.[0], newYork?.[0], kolkata?.[0]]).toEqual([0, 19, 5])
  expect(utc?.[1]).toHaveLength(4 * 17 * 2)
  expect(newYork?.[1]).toEqual(utc?.[1])
  expect(kolkata?.[1]).toEqual(utc?.[1])
})
