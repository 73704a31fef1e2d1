import { describe, expect, test } from 'vitest'
import { config, crontab, define, defineConfig, job, moduleRoot } from './module-root.js'

const schedule = (expression: string): string => `<schedule><cron_expr>${expression}</cron_expr></schedule>`

describe('modules merged in order of their names', () => {
  test('override a leaf by repeating its path', async () => {
    const root = moduleRoot({
      'A/B/etc/config.xml': config(job('x')),
      'A/C/etc/config.xml': config(`<x>${schedule('5 * * * *')}</x>`),
    })

    const { jobs } = await define(root)

    expect(jobs.get('x')).toMatchObject({ cronExpr: '5 * * * *', handler: 'a_b/cron::run', module: 'A_B' })
  })

  test('clear an expression with an empty leaf, which leaves a job only people start', async () => {
    const root = moduleRoot({
      'A/B/etc/config.xml': config(job('x')),
      'A/C/etc/config.xml': config(`<x><schedule><cron_expr/></schedule></x>`),
    })

    const { jobs, problems } = await define(root)

    expect(problems).toEqual([])
    expect(jobs.get('x')?.status).toBe('ok')
    expect(jobs.get('x')).not.toHaveProperty('calendar')
    expect(jobs.get('x')).not.toHaveProperty('cronExpr')
  })

  test('do not replace an element with children by a leaf', async () => {
    const root = moduleRoot({
      'A/B/etc/config.xml': config(job('x')),
      'A/C/etc/config.xml': config('<x><run/></x>'),
    })

    expect((await define(root)).jobs.get('x')?.handler).toBe('a_b/cron::run')
  })

  test('override a job of crontab.xml by group and name', async () => {
    const root = moduleRoot({
      'A/B/etc/crontab.xml': crontab(
        'index',
        '<job name="x" instance="A\\B\\Cron\\X" method="run"><schedule>1 * * * *</schedule></job>',
      ),
      'A/C/etc/crontab.xml': crontab('index', '<job name="x" method="walk"><schedule>2 * * * *</schedule></job>'),
    })

    const x = (await define(root)).jobs.get('x')

    expect(x).toMatchObject({ group: 'index', cronExpr: '2 * * * *', handler: 'A\\B\\Cron\\X::walk' })
  })

  test('take settings of a path from the last module that has it', async () => {
    const setting = (value: string): string =>
      `<config><default><system><cron><schedule_lifetime>${value}</schedule_lifetime></cron></system></default></config>`
    const root = moduleRoot({ 'A/B/etc/config.xml': setting('1'), 'A/C/etc/config.xml': setting('2') })

    const { tree } = await define(root)

    expect(tree.values.get('system/cron/schedule_lifetime')).toEqual({
      value: '2',
      source: `${root}/A/C/etc/config.xml:1`,
    })
  })
})

describe('the three trees of one job', () => {
  const xml = `<config>
    <default><crontab><jobs><x>${schedule('3 * * * *')}</x></jobs></crontab></default>
    <global><crontab><jobs><x>${schedule('2 * * * *')}<name>of global</name></x></jobs></crontab></global>
    <crontab><jobs>${job('x', `${schedule('1 * * * *')}<name>of crontab</name><description>d</description>`)}</jobs></crontab>
  </config>`

  test('are laid over each other key by key: crontab, global, default', async () => {
    const { jobs } = await defineConfig(xml)

    expect(jobs.size).toBe(1)
    expect(jobs.get('x')).toMatchObject({ cronExpr: '3 * * * *', label: 'of global', description: 'd' })
  })

  test('leave a job with the module and the line that declare it, whoever lays settings over it earlier', async () => {
    const root = moduleRoot({
      'A/B/etc/config.xml': `<default><crontab><jobs><x>${schedule('3 * * * *')}</x></jobs></crontab></default>`,
      'A/C/etc/config.xml': config(`\n${job('x')}`),
    })

    const x = (await define(root)).jobs.get('x')

    expect(x).toMatchObject({ module: 'A_C', file: `${root}/A/C/etc/config.xml`, line: 2, cronExpr: '3 * * * *' })
  })

  test('keep their order of strength over modules', async () => {
    const root = moduleRoot({
      'A/B/etc/config.xml': `<default><crontab><jobs><x>${schedule('3 * * * *')}</x></jobs></crontab></default>`,
      'A/C/etc/config.xml': config(job('x')),
    })

    expect((await define(root)).jobs.get('x')?.cronExpr).toBe('3 * * * *')
  })
})

describe('a job code in two groups', () => {
  test('makes the job invalid also within one file', async () => {
    const declared = '<job name="x" instance="A\\B\\X" method="run"/>'
    const xml = `<config>\n<group id="index">${declared}</group>\n<group id="export">${declared}</group></config>`

    const x = (await define(moduleRoot({ 'A/B/etc/crontab.xml': xml }))).jobs.get('x')

    expect(x?.status).toBe('invalid')
    expect(x?.problems.map(({ message }) => message).join()).toMatch(
      /index .*crontab\.xml:2\) and export .*crontab\.xml:3/,
    )
  })

  test('makes the job invalid and names both files', async () => {
    const declared = '<job name="x" instance="A\\B\\X" method="run"/>'
    const root = moduleRoot({
      'A/B/etc/crontab.xml': crontab('index', declared),
      'A/C/etc/crontab.xml': crontab('export', declared),
    })

    const x = (await define(root)).jobs.get('x')

    expect(x?.status).toBe('invalid')
    expect(x?.problems.map(({ message }) => message).join()).toContain(`${root}/A/B/etc/crontab.xml:1`)
    expect(x?.problems.map(({ message }) => message).join()).toContain(`${root}/A/C/etc/crontab.xml:1`)
  })
})
