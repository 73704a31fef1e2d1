import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { runJob, type RunJobOptions } from '@horarium/sdk/testing'
import { describe, expect, it } from 'vitest'
import { job, type ModuleContent, moduleFolder } from './support/module-folder.js'

describe('a job that is run in a test', () => {
  it('is given what its XML says, and what the test lays over it', async () => {
    const work = 'ok({ params, scheduledAt, attempt, id }) { return { params, scheduledAt, attempt, id } }'
    const module = moduleFolder({ work, jobs: { a: job('', 'ok', '<params>colour=red\nsize=1</params>') } })
    const at = new Date('2026-03-29T01:00:00Z')
    const run = await runJob({ module, job: 'a', at, attempt: 2, params: { size: 2, dry: true } })
    expect(run).toMatchObject({ status: 'success', reason: 'handler returned' })
    expect(run.result).toEqual({
      params: { colour: 'red', size: '2', dry: 'true' },
      scheduledAt: '2026-03-29T01:00:00.000Z',
      attempt: 2,
      id: 'a@20260329T010000Z',
    })
  })

  it('answers all it has said', async () => {
    const work = `async ok(schedule) {
      schedule.log.warn('odd', { rows: 2, big: 1n })
      schedule.progress(140)
      schedule.setMessage('half way')
      return schedule.enqueue('b', { delay: '10m' })
    }`
    const run = await runJob({ module: moduleFolder({ work, jobs: { a: job('') } }), job: 'a' })
    expect(run).toMatchObject({ percent: 100, message: 'half way', result: expect.stringMatching(/^b@/) })
    expect(run.lines).toEqual([{ level: 'warn', message: 'odd', fields: { rows: 2, big: '1' } }])
    expect(run.enqueued).toEqual([{ jobCode: 'b', delay: '10m' }])
  })

  it.each([
    ['throws', 'ok() { throw new TypeError("no disk") }', 'TypeError: no disk'],
    ['rejects', 'async ok() { throw new RangeError("out") }', 'RangeError: out'],
    ['throws no error', 'ok() { throw "as text" }', 'thrown value: as text'],
  ])('that %s ends as an error', async (_, work, reason) => {
    const run = await runJob({ module: moduleFolder({ work, jobs: { a: job('') } }), job: 'a' })
    expect(run).toMatchObject({ status: 'error', reason })
  })

  it('hears its signal', async () => {
    const work =
      'ok({ signal }) { return new Promise((done) => signal.addEventListener("abort", () => done(signal.reason.message))) }'
    const module = moduleFolder({ work, jobs: { a: job('') } })
    const signal = AbortSignal.abort(new Error('the node stops'))
    expect(await runJob({ module, job: 'a', signal })).toMatchObject({ result: 'the node stops' })
  })

  it('is run although it is disabled, as a person may', async () => {
    const module = moduleFolder({ jobs: { a: job('', 'ok', '<active>0</active>') } })
    expect(await runJob({ module, job: 'a' })).toMatchObject({ status: 'success' })
  })
})

describe('a job with targets that is run in a test', () => {
  const work = `list() { return ['sales', 'sales', 7] }
    none() { return [] }
    bad() { return ['a b'] }
    ok({ target, id }) { return target + ' of ' + id }`
  const module = (provider: string): string =>
    moduleFolder({ work, jobs: { a: job('', 'ok', `<targets>test_work/work::${provider}</targets>`) } })

  it('is run for each of them, once', async () => {
    const run = await runJob({ module: module('list'), job: 'a' })
    expect(run).toMatchObject({ status: 'success', reason: 'handed to 2 targets', result: ['sales', '7'] })
    expect(run.targets?.map(({ target, result }) => [target, result])).toEqual([
      ['sales', 'sales of a@20260131T100500Z~sales'],
      ['7', '7 of a@20260131T100500Z~7'],
    ])
  })

  it('is run for the one that is named, known or not', async () => {
    const run = await runJob({ module: module('none'), job: 'a', target: 'shop-2' })
    expect(run).toMatchObject({ target: 'shop-2', result: 'shop-2 of a@20260131T100500Z~shop-2' })
    expect(run.targets).toBeUndefined()
  })

  it('says so where there are none, and where the provider answers something else', async () => {
    expect(await runJob({ module: module('none'), job: 'a' })).toMatchObject({ reason: 'no targets', targets: [] })
    const run = await runJob({ module: module('bad'), job: 'a' })
    expect(run).toMatchObject({ status: 'error', error: { name: 'WrongTargets' } })
  })
})

describe('what cannot be run is refused, with the reason', () => {
  interface Case {
    readonly what: string
    readonly content: ModuleContent
    readonly options?: Partial<RunJobOptions>
    readonly reason: string
  }
  const needy = '<modules><Test_Work><depends><Test_Base/></depends></Test_Work></modules>'
  const cases: readonly Case[] = [
    { what: 'an unknown job', content: { jobs: { aa: job('') } }, reason: "No job 'a'. Did you mean aa?" },
    { what: 'a bad expression', content: { jobs: { a: job('61 * * * *') } }, reason: "minute '61' is out of range" },
    {
      what: 'a missing file',
      content: { jobs: { a: '<run><model>test_work/none::run</model></run>' } },
      reason: 'Test_Work has no file Model/None',
    },
    { what: 'a missing method', content: { jobs: { a: job('', 'okay') } }, reason: 'it has no method okay' },
    { what: 'a missing module', content: { more: needy, jobs: { a: job('') } }, reason: 'requires Test_Base' },
    {
      what: 'a target of a job without',
      content: { jobs: { a: job('') } },
      options: { target: 'x' },
      reason: 'Job a has no targets',
    },
    {
      what: 'parameters that cannot be read',
      content: { jobs: { a: job('', 'ok', '<params>{"a":</params>') } },
      reason: 'begin like a JSON object',
    },
  ]

  it.each(cases)('$what', async ({ content, options, reason }) => {
    await expect(runJob({ module: moduleFolder(content), job: 'a', ...options })).rejects.toThrow(reason)
  })

  it('a folder that is no module', async () => {
    const module = join(moduleFolder(), 'Model')
    await expect(runJob({ module, job: 'a' })).rejects.toThrow('is no module')
  })

  it('a build that is older than its source', async () => {
    const files = { 'Test/Work/Model/Old.ts': '', 'Test/Work/dist/Model/Old.js': 'export const run = () => 1' }
    const module = moduleFolder({ files, jobs: { a: '<run><model>test_work/old::run</model></run>' } })
    utimesSync(join(module, 'dist/Model/Old.js'), 1, 1)
    await expect(runJob({ module, job: 'a' })).rejects.toThrow(
      /Old\.ts is newer than .*Old\.js, which is run\. npm run build/,
    )
  })

  it('a source that was never built', async () => {
    const files = { 'Test/Work/Model/New.ts': 'enum A { b } export const run = () => A.b' }
    const module = moduleFolder({ files, jobs: { a: '<run><model>test_work/new::run</model></run>' } })
    await expect(runJob({ module, job: 'a' })).rejects.toThrow(/New\.ts/)
  })
})

it('a module is run with those it depends on, and without its other neighbours', async () => {
  const files = {
    'Test/Base/etc/config.xml': '<config><crontab><jobs><a><params>from=base</params></a></jobs></crontab></config>',
    'Test/Zeta/etc/config.xml': '<config><crontab><jobs><a><params>from=zeta</params></a></jobs></crontab></config>',
    'Test/Bad/etc/config.xml': 'no XML',
  }
  const more = '<modules><Test_Work><depends><Test_Base/></depends></Test_Work></modules>'
  const module = moduleFolder({ files, more, work: 'ok({ params }) { return params }', jobs: { a: job('') } })
  expect((await runJob({ module, job: 'a' })).result).toEqual({ from: 'base' })
})
