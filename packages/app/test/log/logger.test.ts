import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'

const LOGGER = join(import.meta.dirname, '../../dist/log/logger.js')

// Of its own process, for the log goes to standard error and nowhere else.
const SCRIPT = `
const { createLogger } = await import(process.argv[1])
const circular = { name: 'c' }
circular.self = circular
for (const shape of ['json', 'lines']) {
  const levels = { takes: (level) => level !== 'debug' }
  const log = createLogger({ levels, shape })
  log.info('run finished', { entryId: 'a@20260131T100500Z', ms: 3, reason: 'two words', level: 'x', message: 'y' })
  log.error('odd', { circular, big: 12n, nothing: undefined, thrown: new TypeError('no disk'), deep: { big: 1n }, f() {} })
  log.warn('a line\\nbreak and a \\u001b[31mcolour')
  log.debug('not shown')
  log.info('secrets', { db_password: 'hush', deep: [{ apiKey: 12, colour: 'red' }], hasToken: true })
}
`

let stdout = ''
let json: readonly string[] = []
let lines: readonly string[] = []
beforeAll(async () => {
  const ended = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', SCRIPT, LOGGER])
  stdout = ended.stdout
  const written = ended.stderr.trimEnd().split('\n')
  json = written.filter((line) => line.startsWith('{'))
  lines = written.filter((line) => !line.startsWith('{'))
})

describe('the process log', () => {
  it('leaves standard output to the answers', () => {
    expect(stdout).toBe('')
  })

  it('is one JSON object a line for a program, the fields beside time, level and message', () => {
    const [first = ''] = json

    expect(json).toHaveLength(4)
    expect(Object.keys(JSON.parse(first) as object)).toEqual([
      'timestamp',
      'level',
      'message',
      'entryId',
      'ms',
      'reason',
    ])
    expect(JSON.parse(first)).toMatchObject({ level: 'info', message: 'run finished', ms: 3, reason: 'two words' })
    expect(first).toMatch(/^\{"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/)
  })

  it('writes the other fields when one cannot be written', () => {
    expect(JSON.parse(json[1] ?? '')).toEqual({
      timestamp: expect.any(String),
      level: 'error',
      message: 'odd',
      circular: '(cannot be written)',
      big: '12',
      thrown: 'TypeError: no disk',
      deep: { big: '1' },
      f: expect.stringContaining('f()'),
    })
  })

  it('tells nothing of what a name calls a secret, however deep', () => {
    const told = { db_password: '***', deep: [{ apiKey: '***', colour: 'red' }], hasToken: true }
    expect(JSON.parse(json[3] ?? '')).toMatchObject({ message: 'secrets', ...told })
    expect(lines[3]).toContain('secrets db_password=*** deep=[{"apiKey":"***","colour":"red"}] hasToken=true')
  })

  it('is one readable line each for a person', () => {
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} info {2}run finished entryId=a@20260131T100500Z ms=3 reason="two words"/,
    )
    expect(lines[1]).toContain('thrown="TypeError: no disk"')
    expect(lines[2]).toMatch(/ warn {2}a line break and a colour$/)
    expect(lines).toHaveLength(4)
  })
})
