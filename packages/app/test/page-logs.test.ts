import { type App, type LogQuery, pageLogs, runJob } from '@horarium/app'
import { parseEntryId } from '@horarium/core'
import { describe, expect, it } from 'vitest'
import { at, job, jobOf, openTestApp } from './support/test-app.js'

const NOON = Date.UTC(2026, 0, 31, 12)
const MINUTE = 60_000
const TALK = `
export default class Talk {
  much({ log }) { for (let line = 1; line <= 300; line += 1) log.debug('line ' + line, { of: 'a long report' }) }
  grave({ log }) { log.info('begun'); log.warn('the disk is nearly full'); log.error('it is full') }
}
`
const FILES = {
  'modules/Test/Talk/Model/Talk.mjs': TALK,
  'modules/Test/Talk/etc/config.xml': `<config><crontab><jobs>
    <much><run><model>test_talk/talk::much</model></run></much>
    <grave><group>other</group><run><model>test_talk/talk::grave</model></run></grave>
  </jobs></crontab></config>`,
}

/** An app at NOON whose jobs ran in the minutes before, the first one first. */
async function ran(...codes: readonly string[]): Promise<App> {
  const app = await openTestApp({ jobs: { ok: job(''), fail: job('', 'fail') }, files: FILES })
  for (const [index, code] of codes.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are told
    await runJob(at(app, NOON - (codes.length - index) * MINUTE), jobOf(app, code), { params: {} })
  }
  return at(app, NOON)
}

const ALL: LogQuery = { statuses: ['running', 'success', 'error', 'killed'], limit: 10 }

/** By run, as `<job code> <what it said>`. */
async function read(app: App, query: Partial<LogQuery> = {}): Promise<readonly string[]> {
  const { runs } = await pageLogs(app, { ...ALL, ...query })
  return runs.flatMap(({ entry, lines }) => lines.map((line) => `${parseEntryId(entry.id).jobCode} ${messageIn(line)}`))
}

function messageIn(line: string): string {
  return (JSON.parse(line) as { readonly message: string }).message
}

describe('the logs of runs', () => {
  it('are told of all groups, the newest run first, and runs that said nothing are left out', async () => {
    const app = await ran('ok', 'fail', 'grave', 'ok')
    const grave = ['grave begun', 'grave the disk is nearly full', 'grave it is full']
    expect(await read(app)).toEqual(['ok worked well', ...grave, 'ok worked well'])
    expect(await read(app, { jobCode: 'grave' })).toEqual(grave)
    expect(await read(app, { group: 'default' })).toEqual(['ok worked well', 'ok worked well'])
  })

  it('are narrowed by words and by how grave a line is', async () => {
    const app = await ran('ok', 'grave')
    expect(await read(app, { words: 'DISK' })).toEqual(['grave the disk is nearly full'])
    expect(await read(app, { level: 'warn' })).toEqual(['grave the disk is nearly full', 'grave it is full'])
    expect(await read(app, { level: 'info', words: 'colour' })).toEqual(['ok worked well'])
  })

  it('are told by their end where they are long, in whole lines', async () => {
    const { runs } = await pageLogs(await ran('much'), ALL)
    expect(runs).toMatchObject([{ isCut: true }])
    const messages = runs.flatMap(({ lines }) => lines.map(messageIn))
    expect(messages.at(-1)).toBe('line 300')
    expect(messages.length).toBeLessThan(300)
  })

  it('go on page by page', async () => {
    const app = await ran('ok', 'fail', 'ok', 'fail', 'ok')
    const first = await pageLogs(app, { ...ALL, limit: 2 })
    const rest = await pageLogs(app, { ...ALL, limit: 2, behind: first.next })
    const instants = [first, rest].map(({ runs }) =>
      runs.map(({ entry }) => Math.round((entry.scheduledAt - NOON) / MINUTE)),
    )
    expect(instants).toEqual([[-1, -3], [-5]])
    expect(rest.next).toBeUndefined()
  })
})
