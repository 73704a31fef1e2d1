import type { CalendarSpec } from '@horarium/core'
import { describe, expect, test } from 'vitest'
import { config, define, defineConfig, job, moduleRoot } from './module-root.js'

describe('one bad job', () => {
  test.each([
    ['without a handler', '<bad><schedule><cron_expr>* * * * *</cron_expr></schedule></bad>'],
    [
      'with an unknown dialect',
      job('bad', '<dialect>magento3</dialect><schedule><cron_expr>* * * * *</cron_expr></schedule>'),
    ],
    ['in an illegal group', job('bad', '<group>a b</group>')],
  ])('%s is quarantined alone', async (_, bad) => {
    const { jobs } = await defineConfig(config(bad + job('good')))

    expect(jobs.get('bad')?.status).toBe('invalid')
    expect(jobs.get('bad')?.group).toBe('default')
    expect(jobs.get('good')).toMatchObject({ status: 'ok', problems: [] })
  })

  test('with a bad expression is reported at the line of the expression', async () => {
    const xml = `<config><crontab><jobs>\n<bad>\n<schedule>\n<cron_expr>61 * * * *</cron_expr>\n</schedule>
      <run><model>a_b/cron::run</model></run></bad>\n${job('good')}</jobs></crontab></config>`
    const check = (spec: CalendarSpec) =>
      spec.kind === 'expression' && spec.expression.startsWith('61')
        ? [{ severity: 'error' as const, message: 'minute 61', remedy: 'Use 0 to 59.' }]
        : []

    const { jobs } = await defineConfig(xml, { check })

    expect(jobs.get('good')?.status).toBe('ok')
    expect(jobs.get('bad')).toMatchObject({ status: 'invalid', cronExpr: '61 * * * *' })
    expect(jobs.get('bad')).not.toHaveProperty('calendar')
    expect(jobs.get('bad')?.problems).toEqual([
      expect.objectContaining({ line: 4, path: 'config/crontab/jobs/bad/schedule/cron_expr', message: 'minute 61' }),
    ])
  })

  test.each(['__proto__', 'constructor', 'a:b', 'é'])('named %s is left out with a problem', async (code) => {
    const { jobs, problems } = await defineConfig(config(job(code) + job('good')))

    expect([...jobs.keys()]).toEqual(['good'])
    expect(problems).toEqual([expect.objectContaining({ severity: 'error', path: `config/crontab/jobs/${code}` })])
  })
})

describe('a node nobody knows', () => {
  test.each([
    ['<lable>x</lable>', 'lable', 'label'],
    ['<schedule><cron_exp>* * * * *</cron_exp></schedule>', 'schedule/cron_exp', 'schedule/cron_expr'],
    ['<cron_expr>* * * * *</cron_expr>', 'cron_expr', 'schedule/cron_expr'],
  ])('%s is warned of with the nearest known one', async (inside, path, nearest) => {
    const { jobs, problems } = await defineConfig(config(job('x', inside)))

    expect(jobs.get('x')?.status).toBe('ok')
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        path: `config/crontab/jobs/x/${path}`,
        remedy: expect.stringContaining(nearest),
      }),
    ])
  })

  test.each([
    ['<crontb/>', 'crontb', 'crontab'],
    ['<global><crontabs/></global>', 'global/crontabs', 'crontab'],
    ['<defaults/>', 'defaults', 'default'],
  ])('%s above the jobs is warned of when it looks like a slip', async (slip, path, meant) => {
    const { problems } = await defineConfig(config(job('x'), `${slip}<frontend/><adminhtml/>`))

    expect(problems).toEqual([
      expect.objectContaining({ severity: 'warning', path: `config/${path}`, remedy: expect.stringContaining(meant) }),
    ])
  })

  test.each([
    [config(`${job('x')}y>`), 'config/crontab/jobs'],
    [config(job('x', 'cron_expr>* * * * *')), 'config/crontab/jobs/x'],
    [config(job('x', '<schedule><cron_expr>1 * * * *</cron_expr>5</schedule>')), 'config/crontab/jobs/x/schedule'],
  ])('may be one that lost its bracket: text between elements is warned of', async (xml, path) => {
    const { jobs, problems } = await defineConfig(xml)

    expect(jobs.get('x')?.status).toBe('ok')
    expect(problems).toEqual([expect.objectContaining({ severity: 'warning', path })])
  })

  test("is not warned of when it is Aoe's tags, or a foreign attribute", async () => {
    const xml = config('<x module="a" translate="name"><groups>a,b</groups><run><model>a_b/c::d</model></run></x>')

    expect((await defineConfig(xml)).problems).toEqual([])
  })
})

describe('a switch of activity', () => {
  test.each([
    ['0', 'disabled'],
    ['false', 'disabled'],
    ['', 'ok'],
    ['1', 'ok'],
  ])("reads '%s' as %s", async (flag, status) => {
    const { jobs, problems } = await defineConfig(config(job('x', `<is_active>${flag}</is_active>`)))

    expect(jobs.get('x')?.status).toBe(status)
    expect(problems).toEqual([])
  })

  test('that means nothing leaves the job active, with a warning', async () => {
    const { jobs, problems } = await defineConfig(config(job('x', '<active>no</active>')))

    expect(jobs.get('x')?.status).toBe('ok')
    expect(problems).toEqual([expect.objectContaining({ severity: 'warning' })])
  })

  test('in the module takes its jobs away and leaves it listed', async () => {
    const off = '<modules><A_B><active>false</active></A_B></modules>'
    const root = moduleRoot({ 'A/B/etc/config.xml': config(job('x'), off), 'A/C/etc/config.xml': config(job('y')) })

    const { tree, jobs } = await define(root)

    expect([...jobs.keys()]).toEqual(['y'])
    expect(tree.modules.map(({ name, active }) => [name, active])).toEqual([
      ['A_B', false],
      ['A_C', true],
    ])
  })
})
