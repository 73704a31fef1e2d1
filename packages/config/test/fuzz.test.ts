import { array, assert, constantFrom, nat, oneof, property, record, string } from 'fast-check'
import { isGroupName, isJobCode } from '@horarium/core'
import { describe, expect, test } from 'vitest'
import type { ModuleFile } from '../src/module-folders.js'
import { type Loaded, loadWith, SOUND, stillHasJobs } from './fuzz.js'

// Seconds long by itself; more by hand: HORARIUM_FUZZ_RUNS=100000 npx vitest run packages/config/test/fuzz
const RUNS = Number(process.env['HORARIUM_FUZZ_RUNS'] ?? 5_000)
const FILES = ['config.xml', 'config.xml', 'crontab.xml', 'cron_groups.xml', 'module.xml'] as const
const PIECES =
  `< > </ /> <!-- --> <![CDATA[ ]]> <? ?> <! <!DOCTYPE & &#0; &amp; &lol; ; " ' = / : \u0000 \ufeff \u0085 \ud800
  __proto__ constructor <config> </config> <jobs> </jobs> <job name="x"> <group id="default"> <crontab> 61 -1 */0 1-5/2 always ? L #
  99999999999999999999 Europe/Nowhere magento1 magento3 true <every>1</every> <schedule/> <run/> <depends><A_B/></depends>`.split(
    /\s+/,
  )

const change = record({
  at: nat(3_000),
  length: nat(40),
  put: oneof(constantFrom(...PIECES), string({ maxLength: 5 }), constantFrom('copy', 'move', 'upper')),
})
interface Change {
  readonly at: number
  readonly length: number
  readonly put: string
}

function mutate(text: string, { at, length, put }: Change): string {
  const from = at % (text.length + 1)
  const [before, cut, after] = [text.slice(0, from), text.slice(from, from + length), text.slice(from + length)]
  if (put === 'copy') return before + cut + cut + after
  if (put === 'move') return before + after.slice(0, length) + cut + after.slice(length)
  if (put === 'upper') return before + cut.toUpperCase() + after
  return before + put + (length % 2 === 0 ? cut : '') + after
}

function check({ jobs, problems }: Loaded): void {
  for (const { line, message, remedy } of problems) expect(line >= 0 && message !== '' && remedy !== '').toBe(true)
  for (const { code, group, status, problems: own, calendar, handler } of jobs) {
    const isBroken = own.some(({ severity }) => severity === 'error')
    expect(isJobCode(code) && isGroupName(group)).toBe(true)
    expect(status === 'disabled' || isBroken === (status === 'invalid')).toBe(true)
    expect(status !== 'ok' || handler !== '').toBe(true)
    expect(status !== 'ok' || calendar === undefined || calendar.kind !== undefined).toBe(true)
  }
}

describe('whatever becomes of a file', () => {
  test('sound files have no problem', () => {
    const { jobs, problems } = loadWith('config.xml', Buffer.from(SOUND['config.xml']))

    expect(problems).toEqual([])
    expect(jobs.map(({ code, status }) => `${code} ${status}`)).toEqual([
      'five disabled',
      'four ok',
      'one ok',
      'three ok',
      'two ok',
    ])
  })

  test(`it is jobs or problems, never a crash or a hang (${RUNS} files)`, { timeout: 20 * RUNS }, () => {
    const changed = record({
      file: constantFrom(...FILES),
      changes: array(change, { minLength: 1, maxLength: 6 }),
      flip: nat(),
    })
    assert(
      property(changed, ({ file, changes, flip }) => {
        const bytes = Buffer.from(changes.reduce(mutate, SOUND[file]))
        // One byte in some of them, to leave the ways of text.
        if (flip % 4 === 0 && bytes.length > 0) bytes[flip % bytes.length] = flip % 256
        const loaded = loadWith(file, bytes)
        check(loaded)
        const isSilent = loaded.problems.length === 0 && !loaded.jobs.some((job) => job.file.endsWith(file))
        if (isSilent) expect(stillHasJobs(bytes)).toBe(false)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('a slip in the name of an element', () => {
  const slipsOf = (name: string): readonly string[] =>
    Array.from({ length: name.length }, (_, at) => at).flatMap((at) => [
      name.slice(0, at) + name.slice(at + 1),
      name.slice(0, at + 1) + name.slice(at),
    ])
  const structure: readonly (readonly [ModuleFile, string])[] = [
    ...[
      'config',
      'global',
      'crontab',
      'jobs',
      'schedule',
      'cron_expr',
      'config_path',
      'run',
      'model',
      'params',
      'every',
      'label',
      'dst_gap',
    ].map((name) => ['config.xml', name] as const),
    ...['config', 'group', 'job', 'schedule', 'dialect', 'active', 'config_path'].map(
      (name) => ['crontab.xml', name] as const,
    ),
    ...['config', 'group', 'schedule_ahead_for', 'use_separate_process'].map(
      (name) => ['cron_groups.xml', name] as const,
    ),
    ...['config', 'module'].map((name) => ['module.xml', name] as const),
  ]

  test.each(structure)('is never silent: %s, <%s>', (file, name) => {
    const silent = slipsOf(name).filter((slip) => {
      const text = SOUND[file].replaceAll(new RegExp(`(</?)${name}(?=[\\s/>])`, 'g'), `$1${slip}`)
      return loadWith(file, Buffer.from(text)).problems.length === 0
    })

    expect(silent).toEqual([])
  })
})
