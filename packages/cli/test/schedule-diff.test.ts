import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let old = ''
let fresh = ''
beforeAll(() => {
  old = makeProject({ [CONFIG_XML]: jobsXml({ a: { does: 'ok', when: at('0 3 * * *') }, b: { does: 'ok' } }) })
  fresh = makeProject({ [CONFIG_XML]: jobsXml({ a: { does: 'ok', when: at('0 4 * * *') }, b: { does: 'nothing' } }) })
})
afterAll(() => [old, fresh].forEach(removeProject))

const call = (...more: readonly string[]): ReturnType<typeof horarium> =>
  horarium(
    { cwd: old, environment: { REDIS_URL: 'redis://127.0.0.1:1' } },
    'schedule:diff',
    'modules',
    join(fresh, 'modules'),
    '--from',
    '2026-01-31',
    '--to',
    '2026-02-01',
    ...more,
  )

describe('schedule:diff', () => {
  it('shows what vanishes and what appears, without Redis, and names what is invalid', async () => {
    const { code, stdout, stderr } = await call()
    expect(code).toBe(0)
    expect(stdout).toContain(
      'Runs that appear: 1, that vanish: 1, from 2026-01-31 00:00:00 to 2026-02-01 00:00:00 UTC.',
    )
    expect(stdout).toContain('0 3 * * * (UTC) -> 0 4 * * * (UTC)\n  - 2026-01-31 03:00:00\n  + 2026-01-31 04:00:00\n')
    expect(stderr).toContain('1 invalid job left out: b.')
  })

  it('says the same as JSON', async () => {
    const { stdout } = await call('--json')
    expect(JSON.parse(stdout)).toMatchObject({
      appearing: 1,
      vanishing: 1,
      jobs: [{ jobCode: 'a', before: '0 3 * * * (UTC)', vanishing: { first: ['2026-01-31T03:00:00.000Z'] } }],
    })
  })
})
