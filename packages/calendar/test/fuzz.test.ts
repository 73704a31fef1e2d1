import { type Dialect, DIALECTS } from '@horarium/core'
import { expect, test } from 'vitest'
import { checkCalendar, compileCalendar } from '../src/index.js'
import { expectedInstants, scanZone } from './brute-force.js'
import { standard } from './calendars.js'
import { literalRule, throwsEver } from './literal-rule.js'

const INPUTS = 100_000
const MINUTE = 60_000
const WORDS = '* * * */2 */15 0 1 2 5 7 9 12 13 23 24 28 29 30 31 59 60 61 99 jan feb mon sun Sunday dec H ? L W # 5L x'
const SIGNS = ', , - - / / * 0 1 3 +  . e $ @ \u00A0 é 5.0 1e1 0x1 -5 1.5 0.5 ( ) always hourly %s __proto__'

// A generator of our own: a seed names every input again, and a hundred thousand cost nothing.
function randomFrom(seed: number): (size: number) => number {
  let state = seed
  return (size) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * size)
  }
}

/** Mostly five fields, of which most are nearly right; some are nothing at all. */
function randomInput(random: (size: number) => number): string {
  const pick = (texts: string): string => texts.split(' ')[random(texts.split(' ').length)] ?? ''
  const item = (): string => {
    const shape = random(8)
    if (shape < 3) return pick(WORDS)
    if (shape === 3) return `${random(32)}-${random(64)}`
    if (shape === 4) return `${pick(WORDS)}/${random(20)}`
    if (shape === 5) return `${random(12)}-${random(60)}/${random(9)}`
    return shape === 6 ? `${pick(WORDS)}${pick(SIGNS)}${pick(WORDS)}` : '*'
  }
  const field = (): string => Array.from({ length: random(5) === 0 ? 1 + random(3) : 1 }, item).join(',')
  const count = random(20) === 0 ? random(9) : 5 + (random(20) === 0 ? 1 : 0)
  const fields = Array.from({ length: count }, () => (random(3) === 0 ? '*' : field()))
  return fields.join(random(30) === 0 ? '\t\n ' : ' ')
}

const HOUR = 60 * MINUTE
// A few hours around the end of a year, a leap day and clock changes of all kinds.
const PLACES = [
  ['UTC', '2027-01-01T00:00Z'],
  ['UTC', '2028-02-29T12:00Z'],
  ['Europe/Paris', '2027-03-28T01:00Z'],
  ['Europe/Paris', '2027-10-31T01:00Z'],
  ['America/New_York', '2027-03-14T07:00Z'],
  ['Australia/Lord_Howe', '2027-04-03T15:00Z'],
].map(([zone = 'UTC', change = '']) => {
  const scan = scanZone(zone, Date.parse(change))
  const [from, until] = [Date.parse(change) - 3 * HOUR, Date.parse(change) + 3 * HOUR]
  const minutes = scan.minutes.filter(({ instant }) => instant > from - 2 * HOUR && instant <= until)
  return { zone, scan: { ...scan, from, until, minutes } }
})

test('100,000 random inputs bring no crash, and no instant that a literal scan denies', () => {
  const random = randomFrom(20_260_131)
  const wrong: string[] = []
  let accepted = 0
  for (let index = 0; index < INPUTS; index += 1) {
    const input = randomInput(random)
    const place = PLACES[random(PLACES.length)]
    const dialect = DIALECTS[random(DIALECTS.length)]
    const verdict = place && dialect && judge(dialect, input, place)
    if (verdict === 'wrong') wrong.push(`${dialect} ${place?.zone} ${JSON.stringify(input)}`)
    if (verdict === 'right') accepted += 1
  }
  expect(wrong.slice(0, 20)).toEqual([])
  expect(accepted).toBeGreaterThan(INPUTS / 4)
}, 60_000)

type Verdict = 'refused' | 'right' | 'wrong'

function judge(dialect: Dialect, input: string, { zone, scan }: (typeof PLACES)[number]): Verdict {
  const { calendar, faults } = compileCalendar({ ...standard(input, zone), dialect })
  const isRefused = faults.some(({ severity }) => severity === 'error')
  if (isRefused !== (calendar === undefined)) return 'wrong'
  if (dialect !== 'standard' && isRefused !== throwsEver(dialect, input)) return 'wrong'
  // What H is drawn to, and what a word means, is shown elsewhere.
  if (calendar?.kind !== 'timed' || (dialect === 'standard' && /(^|[\s,])h|ly$/i.test(input))) return 'refused'
  const found = calendar.between(scan.from, scan.until)
  return found.join() === expectedInstants(literalRule(dialect, input), scan).join() ? 'right' : 'wrong'
}

test('a text of any length is answered at once', () => {
  const long = ['9'.repeat(100_000), '1,'.repeat(50_000), '*/'.repeat(50_000), '1-'.repeat(50_000), 'a'.repeat(100_000)]
  const inputs = long.flatMap((text) => [text, `${text} * * * *`, `* * * * ${text}`, text.split('').join(' ')])
  const answers = inputs.flatMap((input) => DIALECTS.map((dialect) => checkCalendar({ ...standard(input), dialect })))
  const messages = answers.flat().map(({ message, remedy }) => message.length + remedy.length)
  expect(Math.max(...messages)).toBeLessThan(1000)
})
