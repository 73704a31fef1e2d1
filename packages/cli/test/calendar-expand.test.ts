import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { expandLine } from '../src/calendar/expand-line.js'
import { answerOf, horarium } from './support/horarium.js'

// No project and no Redis: whoever asked for one would fail here.
const NOWHERE = { cwd: tmpdir(), environment: { REDIS_URL: 'redis://127.0.0.1:1' } }
const DAY = { from: 28_401_120, to: 28_402_560 }

const ask = (asked: unknown): unknown => JSON.parse(expandLine(JSON.stringify(asked)))

describe.concurrent('calendar:expand', () => {
  it('tells the instants in UTC and on the clocks of the zone, and marks a clock change', async () => {
    const window = ['--timezone', 'Europe/Paris', '--from', '2026-03-28', '--to', '+2d']
    const { stdout, code } = await horarium(NOWHERE, 'calendar:expand', '30 2 * * *', ...window)

    expect([code, stdout.trimEnd().split('\n')]).toEqual([
      0,
      [
        'at 02:30 every day (Europe/Paris)',
        '2026-03-28 01:30:00 UTC  2026-03-28 02:30:00 +01:00',
        '2026-03-29 01:00:00 UTC  2026-03-29 03:00:00 +02:00  clocks changed',
      ],
    ])
  })

  it('reads the dialect, warns where dialects part, and counts minutes in JSON', async () => {
    const options = ['--dialect', 'magento1', '--from', '2026-01-31T10:00Z', '--to', '2026-01-31T10:05Z']
    const answer = await answerOf(NOWHERE, 'calendar:expand', '1-59/2 * * * *', ...options)

    const [warning] = [{ severity: 'warning', remedy: expect.stringContaining("'2-58/2 * * * *'") as string }]
    expect(answer).toMatchObject({ dialect: 'magento1', warnings: [warning], minutes: [29_497_562, 29_497_564] })
  })

  it('says so when there is nothing', async () => {
    const { stdout } = await horarium(NOWHERE, 'calendar:expand', '0 0 31 * *', '--from', '2026-04-01')
    expect(stdout).toContain('It has no instant in that time.')
  })

  it.each([
    [['*/0 * * * *', '--dialect', 'magento2', '--from', '2026-01-01'], 'magento2 throws when the minute is 0'],
    [['* * * * *', '--timezone', 'Europe/Pari', '--from', '2026-01-01'], 'Did you mean Europe/Paris'],
    [['* * * * *', '--from', '2026-01-01', '--to', '2026-01-01T00:00Z', '--stdin'], 'or ask with --stdin'],
    [['* * * * *', '--from', '-1h'], 'without Redis there is no clock'],
    [['* * * * *'], '--from 2026-01-31'],
    [['always', '--from', '2026-01-01'], 'at every pass'],
    [['* * * * *', '--from', '2026-01-01', '--to', '2037-01-01'], 'longer than 10 years'],
    [['* * * * *', '--from', '2026-01-02', '--to', '2026-01-01'], 'ends before it begins'],
  ])('refuses %j', async (args, reason) => {
    const { code, stderr } = await horarium(NOWHERE, 'calendar:expand', ...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)])
  })

  it('answers each line of standard input by a line', async () => {
    const bin = join(import.meta.dirname, '../bin/horarium.js')
    const child = spawn(process.execPath, [bin, 'calendar:expand', '--stdin'], NOWHERE)
    const lines = Array.from({ length: 200 }, (_, id) => JSON.stringify({ id, expr: `${id % 60} 3 * * *`, ...DAY }))
    child.stdin.end(`${lines.join('\r\n')}\n\nnonsense`)
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])

    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect([answers.length, answers[67], stderr]).toEqual([201, { id: 67, minutes: [DAY.from + 187] }, ''])
    expect(answers[200]).toEqual({ id: null, error: { message: 'The line is no JSON object.' } })
  })
})

describe('a question in a line', () => {
  it('has its first minute included and its last not', () => {
    const answer = ask({ id: 'a', expr: '*/30 * * * *', dialect: 'magento1', timezone: 'UTC', from: 30, to: 90 })
    expect(answer).toEqual({ id: 'a', minutes: [30, 60] })
    expect(ask({ id: [1], expr: '* * * * *', from: -1, to: 1 })).toEqual({ id: [1], minutes: [-1, 0] })
    expect(ask({ expr: '* * * * *', from: 5, to: 5 })).toEqual({ id: null, minutes: [] })
  })

  it('has whole minutes where an offset once had seconds', () => {
    const monrovia = { expr: '15 0 * * *', timezone: 'Africa/Monrovia', from: 1_053_960, to: 1_055_400 }
    expect(ask(monrovia)).toEqual({ id: null, minutes: [1_054_140] })
  })

  it.each([
    [{ expr: 'x * * * *', ...DAY }, "Minute 'x' is not known"],
    [{ expr: '* * * * *', timezone: 'Mars', ...DAY }, "The timezone 'Mars' is unknown"],
    [{ expr: '* * * * *', dialect: 'quartz', ...DAY }, "'quartz' is not a dialect. Use standard, magento1, magento2."],
    [{ expr: 5, ...DAY }, "'expr' must be a text."],
    [{ expr: '* * * * *', from: 0.5, to: 1 }, "'from' must be a whole number"],
    [{ expr: '* * * * *', from: 0 }, "'to' must be a whole number"],
    [{ expr: '* * * * *', from: 0, to: 1e12 }, "'to' must be a whole number"],
    [{ expr: '* * * * *', from: 0, to: 5_300_000 }, 'longer than 10 years'],
  ])('is answered by what is wrong with it: %j', (asked, message) => {
    expect(ask({ id: 7, ...asked })).toEqual({ id: 7, error: { message: expect.stringContaining(message) as string } })
  })
})
