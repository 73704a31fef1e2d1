import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { rehearse, type RehearseOptions } from '@horarium/sdk/testing'
import { describe, expect, inject, it, vi } from 'vitest'
import { job, type ModuleContent, moduleFolder } from './support/module-folder.js'
import { at } from './support/rehearsed.js'

function refusalOf(content: ModuleContent, options: Partial<RehearseOptions> = {}): Promise<string> {
  const modules = [moduleFolder(content)]
  const order = { modules, from: at('12:00'), to: at('13:00'), redis: inject('redisAddress'), ...options }
  return rehearse(order).then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  )
}

const sound = { jobs: { stock_import: job('0 * * * *') } }

describe('a rehearsal refuses', () => {
  it.each<[string, Partial<RehearseOptions>, string]>([
    ['an instant without a zone', { from: '2026-01-31T10:00:00' }, "'2026-01-31T10:00:00' is no instant"],
    ['a day there is not', { from: '2026-02-31' }, "'2026-02-31' is no instant"],
    ['a date that is none', { to: new Date(Number.NaN) }, 'is no instant'],
    ['an end before the beginning', { to: at('12:00') }, 'The rehearsal ends at 2026-01-31T12:00:00.000Z, not after'],
    ['a downtime without an end', { downtime: [{ from: at('12:30'), to: at('12:10') }] }, 'The downtime ends at'],
    ['a rhythm that is none', { passEvery: 'often' }, "passEvery is 'often'; write 30s"],
    ['a run of no length', { lasts: { stock_import: '0' } }, "lasts.stock_import is '0'"],
    ['a job there is not, chosen', { jobs: ['stock_imports'] }, 'Did you mean stock_import?'],
    ['one that is to last', { lasts: { stock: '5m' } }, "No job 'stock'"],
    ['one that is given parameters', { params: { stocks: { a: 1 } } }, "No job 'stocks'"],
    ['a setting nobody reads', { settings: { 'system/cron/default/shedule_lifetime': '3' } }, 'schedule_lifetime'],
    ['a setting out of range', { settings: { 'system/cron/default/concurrency': '0' } }, 'concurrency'],
    ['an override nobody reads', { overrides: { 'crontab/jobs/stock_import/overlapp': 'skip' } }, 'overlap'],
    ['a folder that is no module', { modules: ['/nowhere/Test/Work'] }, '/nowhere/Test/Work is no module'],
  ])('%s', async (_, options, reason) => {
    expect(await refusalOf(sound, options)).toContain(reason)
  })

  it('a module with an error anywhere, and names them all', async () => {
    const jobs = { a: job('61 * * * *'), b: job('0 * * * *', 'none'), c: job('0 * * * *') }
    const refusal = await refusalOf({ jobs })
    expect(refusal).toContain('Test_Work cannot be run:')
    expect(refusal).toContain("config.xml:2: minute '61' is out of range")
    expect(refusal).toContain('it has no method none')
  })

  it('code that is older than its source, also what only handlers import', async () => {
    const files = { 'Test/Work/Model/part.ts': 'export {}', 'Test/Work/dist/Model/part.js': 'export {}' }
    const module = moduleFolder({ ...sound, files })
    utimesSync(join(module, 'dist/Model/part.js'), 1, 1)
    expect(await refusalOf(sound, { modules: [module] })).toMatch(
      /part\.ts was changed after the build .* npm run build/,
    )
  })

  it('to wait for timers that are faked', async () => {
    vi.useFakeTimers()
    expect(await refusalOf(sound).finally(() => vi.useRealTimers())).toContain("vi.useFakeTimers({ toFake: ['Date'] })")
  })
})

it('warnings are told, and change nothing', async () => {
  const modules = [moduleFolder({ jobs: { a: job('0 * * * *', 'ok', '<lable>A</lable>') } })]
  const options = { modules, from: at('12:00'), to: at('13:00'), redis: inject('redisAddress') }
  const { problems, entries } = await rehearse(options)
  expect(problems).toEqual([expect.stringMatching(/config\.xml:2: .*lable.*label/)])
  expect(entries).toHaveLength(1)
})
