import { join } from 'node:path'
import { DEFAULT_POLICY } from '@horarium/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
let sound = ''
beforeAll(() => {
  project = makeProject({
    [CONFIG_XML]: jobsXml({
      a_daily: { does: 'ok', when: `<label>Daily</label>${at('0 3 * * *')}` },
      b_often: { does: 'ok', when: '<every>30</every>' },
      c_by_hand: { does: 'ok', when: `<manual_only>1</manual_only>${at('0 3 * * *')}` },
      d_broken: { does: 'ok', when: at('60 * * * *') },
      e_off: { does: 'ok', when: `<active>0</active>${at('*/5 * * * *')}` },
      f_always: { does: 'ok', when: at('always') },
      g_lost: { does: 'nothing', when: at('0 3 * * *') },
    }),
    'modules/Bad/Xml/etc/config.xml': '<config><crontab></config>',
  })
  sound = makeProject({ [CONFIG_XML]: jobsXml({ a_daily: { does: 'ok', when: at('0 3 * * *') } }) })
})
afterAll(() => [project, sound].forEach(removeProject))

const NULLS = { lastStatus: null, lastRunAt: null, pause: null }
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

describe.concurrent('validate', () => {
  it('prints modules, jobs and problems as JSON, without Redis, and ends with 2 for an error', async () => {
    const { code, stdout } = await horarium(withoutRedis(project), 'validate', '--json')

    const answer = JSON.parse(stdout) as { jobs: readonly Record<string, unknown>[]; problems: readonly unknown[] }
    expect(code).toBe(2)
    expect(Object.keys(answer)).toEqual(['modules', 'jobs', 'problems'])
    expect(answer).toMatchObject({
      modules: [
        { name: 'Bad_Xml', active: true },
        { name: 'Test_Work', active: true },
      ],
    })
    expect(answer.jobs.map(({ code: job, status }) => `${String(job)} ${String(status)}`)).toEqual(
      'a_daily ok,b_often ok,c_by_hand ok,d_broken invalid,e_off disabled,f_always ok,g_lost invalid'.split(','),
    )
    expect(answer.jobs[0]).toEqual({
      code: 'a_daily',
      group: 'default',
      cronExpr: '0 3 * * *',
      configPath: null,
      every: null,
      dialect: 'standard',
      timezone: 'UTC',
      handler: 'test_work/work::ok',
      targets: null,
      policy: DEFAULT_POLICY,
      file: join(project, CONFIG_XML),
      line: expect.any(Number),
      status: 'ok',
      problems: [],
    })
    expect(answer.jobs[1]).toMatchObject({ every: 30, cronExpr: null, dialect: null, timezone: null })
    expect(answer.problems).toContainEqual({
      severity: 'error',
      file: join(project, CONFIG_XML),
      line: expect.any(Number),
      path: expect.any(String),
      message: expect.stringContaining('minute'),
      remedy: expect.any(String),
    })
  })

  it('groups problems by file for a person, with a summary, and says nothing on standard error', async () => {
    const { code, stdout, stderr } = await horarium(withoutRedis(project), 'validate')

    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
    expect(stdout).toMatch(/^modules\/Bad\/Xml\/etc\/config\.xml\n {2}error {2}line 1/m)
    expect(stdout).toMatch(/^modules\/Test\/Work\/etc\/config\.xml\n {2}error {2}line \d+ {2}\S*d_broken/m)
    expect(stdout).toMatch(/\n2 modules, 7 jobs: 3 errors\.\n$/)
  })

  it('ends with 0 when nothing is wrong, and reads the folders given instead of the project', async () => {
    const [own, roots, one] = await Promise.all([
      horarium(withoutRedis(sound), 'validate'),
      horarium(withoutRedis(project), 'validate', join(sound, 'modules')),
      horarium(withoutRedis(project), 'validate', join(project, 'modules/Bad/Xml')),
    ])

    expect(own).toEqual({ code: 0, stdout: '1 module, 1 job: no problems.\n', stderr: '' })
    expect(roots).toEqual(own)
    expect(one).toMatchObject({ code: 2, stdout: expect.stringMatching(/1 module, 0 jobs: 1 error\.\n$/) })
  })
})

describe.concurrent('module:list', () => {
  it('lists every module with its jobs, without Redis', async () => {
    expect(await answerOf(withoutRedis(project), 'module:list')).toEqual([
      { name: 'Bad_Xml', active: true, jobs: 0, path: join(project, 'modules/Bad/Xml') },
      { name: 'Test_Work', active: true, jobs: 7, path: join(project, 'modules/Test/Work') },
    ])
    expect((await horarium(project, 'module:list')).stdout).toMatch(/^module +active +jobs +path\nBad_Xml +yes +0/)
  })
})

describe.concurrent('job:list', () => {
  it('prints every job in the shape of the listing', async () => {
    const jobs = (await answerOf(project, 'job:list')) as readonly Record<string, unknown>[]

    const group = 'default'
    const handler = 'test_work/work::ok'
    const nextRunAt = expect.stringMatching(ISO) as unknown
    expect(jobs.slice(0, 4)).toEqual([
      {
        code: 'a_daily',
        group,
        label: 'Daily',
        schedule: '0 3 * * *',
        timezone: 'UTC',
        status: 'ok',
        handler,
        ...NULLS,
        nextRunAt,
      },
      {
        code: 'b_often',
        group,
        label: null,
        schedule: 'every 30s',
        timezone: null,
        status: 'ok',
        handler,
        ...NULLS,
        nextRunAt,
      },
      {
        code: 'c_by_hand',
        group,
        label: null,
        schedule: null,
        timezone: null,
        status: 'ok',
        handler,
        ...NULLS,
        nextRunAt: null,
      },
      {
        code: 'd_broken',
        group,
        label: null,
        schedule: '60 * * * *',
        timezone: null,
        status: 'invalid',
        handler,
        ...NULLS,
        nextRunAt: null,
      },
    ])
    expect(jobs.slice(4).map(({ schedule, status, nextRunAt: next }) => [schedule, status, next])).toEqual([
      ['*/5 * * * *', 'disabled', null],
      ['always', 'ok', null],
      ['0 3 * * *', 'invalid', null],
    ])
  })

  it('is a plain table in a pipe', async () => {
    const { stdout } = await horarium(project, 'job:list')

    expect(stdout).toMatch(/^code +group +schedule +timezone +status +last +last run \(UTC\) +next run \(UTC\)\n/)
    expect(stdout).toMatch(/^c_by_hand +default +by hand +ok/m)
    // oxlint-disable-next-line no-control-regex -- it is what must not be there
    expect(stdout).not.toMatch(/[\u001B│─]/)
  })

  it('is known as app-info --jobs, which prints the codes alone', async () => {
    const [codes, json] = await Promise.all([
      horarium(project, 'app-info', '--jobs'),
      answerOf(project, 'app-info', '--jobs'),
    ])

    expect(codes.stdout).toBe('a_daily\nb_often\nc_by_hand\nd_broken\ne_off\nf_always\ng_lost\n')
    expect(json).toHaveLength(7)
  })
})

describe.concurrent('job:show and job:next', () => {
  it('shows a job however its name is written, with its settings and where they come from', async () => {
    const shown = (await answerOf(project, 'job:show', 'ADaily')) as Record<string, unknown>

    expect(shown).toMatchObject({
      code: 'a_daily',
      module: 'Test_Work',
      cronExpr: '0 3 * * *',
      recent: [],
      problems: [],
    })
    expect(shown['next']).toHaveLength(5)
    expect(shown['settings']).toContainEqual(
      expect.objectContaining({
        path: 'system/cron/default/concurrency',
        value: 8,
        origin: 'default',
        source: 'built in',
      }),
    )
  })

  it('shows people only the settings somebody has set, and how many there are besides', async () => {
    const { stdout } = await horarium(project, 'job:show', 'a_daily')

    expect(stdout).toMatch(/Settings\n[^]*\d+ at their defaults: horarium config:list --group default\n/)
    expect(stdout).not.toMatch(/built in/)
  })

  it('shows the problems of a broken job', async () => {
    const { code, stdout } = await horarium(project, 'job:show', 'd_broken')

    expect(code).toBe(0)
    expect(stdout).toMatch(/status +invalid[\s\S]+Problems\n.+config\.xml\n {2}error {2}line \d+/)
  })

  it('foresees as many instants as asked for', async () => {
    const instants = (await answerOf(project, 'job:next', 'b-often', '-n', '3')) as readonly string[]

    expect(instants).toHaveLength(3)
    const [first = 0, second = 0, third = 0] = instants.map((instant) => Date.parse(instant))
    expect([second - first, third - second]).toEqual([30_000, 30_000])
    expect(await answerOf(project, 'job:next', 'c_by_hand')).toEqual([])
  })
})

describe('config:*', () => {
  it('lists every setting with value, origin and range', async () => {
    const settings = (await answerOf(project, 'config:list')) as readonly Record<string, unknown>[]

    expect(settings).toContainEqual({
      path: 'system/cron/default/schedule_lifetime',
      value: 15,
      origin: 'default',
      source: 'built in',
      orphan: false,
      type: 'integer',
      unit: 'minutes',
      default: '15',
      min: 1,
      max: 525_600,
      choices: null,
      variable: 'HORARIUM__SYSTEM__CRON__DEFAULT__SCHEDULE_LIFETIME',
      meaning: expect.any(String),
    })
  })

  it('sets, gets and resets a value, and tells whose it is', async () => {
    const path = 'system/cron/default/schedule_lifetime'

    const set = await horarium(project, 'config:set', 'schedule_lifetime', '30')
    const got = await answerOf(project, 'config:get', path)
    const reset = await answerOf(project, 'config:reset', path)

    expect(set).toMatchObject({ code: 0, stdout: expect.stringMatching(/schedule_lifetime is 30 minutes, by \S+@/) })
    expect(got).toMatchObject({ path, value: 30, origin: 'override', source: expect.stringContaining('@') })
    expect(reset).toMatchObject({ path, value: 15, origin: 'default' })
    expect(await horarium(project, 'config:reset', path)).toMatchObject({ code: 1, stdout: '' })
  })

  it("changes a job's expression, and gives it back to the XML", async () => {
    const path = 'crontab/jobs/a_daily/schedule/cron_expr'

    const set = await horarium(sound, 'config:set', path, '0 4 * * *')
    const [changed] = (await answerOf(sound, 'job:next', 'a_daily')) as readonly string[]
    const reset = await horarium(sound, 'config:reset', path)

    expect(set).toMatchObject({ code: 0, stdout: expect.stringContaining(`${path} is 0 4 * * *, by `) })
    expect(changed).toMatch(/T04:00:00\.000Z$/)
    expect(reset.stdout).toBe(`${path} is not set any more; what the XML says counts again.\n`)
  })

  it('prefers the environment to the files and names the variable', async () => {
    const environment = { HORARIUM__SYSTEM__CRON__DEFAULT__CONCURRENCY: '3' }

    const got = await horarium({ cwd: project, environment }, 'config:get', 'concurrency')

    expect(got.stdout).toMatch(
      /value +3 runs\n +origin +environment\n +source +HORARIUM__SYSTEM__CRON__DEFAULT__CONCURRENCY/,
    )
  })

  it.each([
    [['schedule_lifetime', '0'], 'a whole number from 1 to 525600 minutes'],
    [['schedule_generate_every', '21'], 'schedule_ahead_for'],
    [['dialect', 'quartz'], 'standard, magento1, magento2'],
  ])('refuses %j whole and keeps the old value', async ([name = '', value = ''], sentence) => {
    const refused = await horarium(project, 'config:set', name, value)

    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(sentence) })
    expect(await answerOf(project, 'config:get', name)).toMatchObject({ origin: 'default' })
  })
})

function withoutRedis(cwd: string): { readonly cwd: string; readonly environment: Readonly<Record<string, string>> } {
  return { cwd, environment: { REDIS_URL: 'redis://127.0.0.1:1' } }
}
