import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rehearse } from '@horarium/sdk/testing'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { answerOf, horarium } from '../support/horarium.js'
import { makeProject, removeProject } from '../support/project.js'
import { sampleModule } from './sample-project.js'

// The node of the document, to the letter; that it may stand without a root too, config's own tests show.
const XML = readFileSync(join(sampleModule('Colin/Bootstrap'), 'etc/config.xml'), 'utf8')
const CLASS = `
import { appendFileSync } from 'node:fs'
export default class Cron {
  runCustomCronJob(schedule) {
    appendFileSync(new URL('../../../../../cron.log', import.meta.url), 'Cron has ran.\\n')
    schedule.log.info('Cron has ran.')
    return this
  }
}
`
const CODE = 'colin_bootstrap_cron'
const redis = inject('redisAddress')

type Shape = Readonly<Record<string, unknown>>

function makeShop(): string {
  const cwd = makeProject({ 'modules/Colin/Bootstrap/etc/config.xml': XML })
  onTestFinished(() => removeProject(cwd))
  mkdirSync(join(cwd, 'modules/Colin/Bootstrap/Model/Observer'), { recursive: true })
  writeFileSync(join(cwd, 'modules/Colin/Bootstrap/Model/Observer/Cron.mjs'), CLASS)
  return cwd
}

// "Setting up a CRON" for Magento 1, from top to bottom.
describe('the document about cron in Magento 1', () => {
  it('registers a cron by its XML and its class', async () => {
    const cwd = makeShop()
    expect(await horarium(cwd, 'validate')).toMatchObject({ code: 0 })

    await horarium(cwd, 'cron:run')
    const pending = (await answerOf(cwd, 'schedule:list', '--job', CODE)) as readonly Shape[]
    expect(pending.length).toBeGreaterThanOrEqual(19)
    expect(new Set(pending.map(({ status }) => status))).toEqual(new Set(['pending']))
    expect(await horarium(cwd, 'job:run', CODE)).toMatchObject({ code: 0 })
    expect(readFileSync(join(cwd, 'cron.log'), 'utf8')).toBe('Cron has ran.\n')
  })

  it('generates ahead, dispatches what is due, and misses what is too old', async () => {
    const { runs, missed, entries } = await rehearse({
      modules: [join(makeShop(), 'modules/Colin/Bootstrap')],
      from: '2026-01-31T12:00:00Z',
      to: '2026-01-31T13:00:00Z',
      downtime: [{ from: '2026-01-31T12:20:30Z', to: '2026-01-31T12:50:30Z' }],
      redis,
    })
    const minutesOf = (some: typeof entries): readonly number[] => some.map((one) => one.scheduledAt.getUTCMinutes())

    expect(minutesOf(runs(CODE))).toEqual([...range(0, 20), 50, ...range(51, 59)])
    expect(minutesOf(missed(CODE))[0]).toBe(21)
    expect(missed(CODE)[0]?.reason).toMatch(/not started within 15 min/)
    expect(runs(CODE).every(({ status, lines }) => status === 'success' && lines.length === 1)).toBe(true)
  })

  it('cleans up what has succeeded by the lifetime the admin set', async () => {
    const cwd = makeShop()
    await horarium(cwd, 'job:run', CODE)
    expect(await horarium(cwd, 'config:set', 'system/cron/default/history_success_lifetime', '60')).toMatchObject({
      code: 0,
    })

    expect(await horarium(cwd, 'history:purge', '--days', '1', '--dry-run')).toMatchObject({ code: 0 })
    expect(await answerOf(cwd, 'config:get', 'system/cron/default/history_success_lifetime')).toMatchObject({
      value: 60,
      origin: 'override',
    })
  })
})

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
