import { describe, expect, test } from 'vitest'
import { config, crontab, define, type Defined, job, moduleRoot } from './module-root.js'

const declared = '<job name="x" instance="A\\B\\Cron\\X" method="run"><schedule>1 * * * *</schedule></job>'
const under = (path: string, value: string): string =>
  path.split('/').reduceRight((inside, name) => `<${name}>${inside}</${name}>`, value)

/** A job `x` of the group `index`, and settings of its module and of stronger layers. */
function inIndex(defaults: string, layers: Parameters<typeof define>[1] = {}, xml = declared): Promise<Defined> {
  const root = moduleRoot({
    'A/B/etc/crontab.xml': crontab('index', xml),
    'A/B/etc/cron_groups.xml': '<config><group id="index"/></config>',
    'A/B/etc/config.xml': `<config><default>${defaults}</default></config>`,
  })
  return define(root, layers)
}

describe.each(['crontab/jobs/x', 'crontab/index/jobs/x'])('a setting under %s', (path) => {
  const expression = `${path}/schedule/cron_expr`

  test('gives the expression from <default>, the site file, the environment or an override', async () => {
    const inXml = await inIndex(under(expression, '2 * * * *'))
    const inFile = await inIndex(under(expression, '2 * * * *'), { file: { [expression]: '3 * * * *' } })
    const inVariable = await inIndex('', {
      file: { [expression]: '3 * * * *' },
      environment: { [expression]: '4 * * * *' },
    })
    const overridden = await inIndex('', {
      environment: { [expression]: '4 * * * *' },
      overrides: { [expression]: '5 * * * *' },
    })

    const all = [inXml, inFile, inVariable, overridden]
    expect(all.map(({ jobs }) => jobs.get('x')?.cronExpr)).toEqual(['2 * * * *', '3 * * * *', '4 * * * *', '5 * * * *'])
    expect(all.flatMap(({ problems }) => problems)).toEqual([])
  })

  test('is an overlay: one run in a minute that both expressions name, and an empty one takes the other away', async () => {
    const { jobs } = await inIndex(under(expression, '1-2 * * * *'))
    const emptied = await inIndex('', { file: { [expression]: '' } })

    expect([...jobs.keys()]).toEqual(['x'])
    expect(jobs.get('x')?.calendar).toMatchObject({ expression: '1-2 * * * *' })
    expect(emptied.jobs.get('x')).not.toHaveProperty('calendar')
    expect(emptied.jobs.get('x')?.status).toBe('ok')
  })

  test('gives the handler from <default>, the site file or the environment, in place of instance and method', async () => {
    const model = `${path}/run/model`
    const inXml = await inIndex(under(model, 'a_b/xml::run'))
    const inFile = await inIndex(under(model, 'a_b/xml::run'), { file: { [model]: 'a_b/file::run' } })
    const inVariable = await inIndex('', { file: { [model]: 'f' }, environment: { [model]: 'A\\B\\Cron\\Y::run' } })

    const handlers = [inXml, inFile, inVariable].map(({ jobs }) => jobs.get('x')?.handler)
    expect(handlers).toEqual(['a_b/xml::run', 'a_b/file::run', 'A\\B\\Cron\\Y::run'])
  })

  test('gives no handler from an override, which is a text in Redis', async () => {
    const { jobs, settings } = await inIndex('', { overrides: { [`${path}/run/model`]: 'evil/code::run' } })

    expect(jobs.get('x')?.handler).toBe('A\\B\\Cron\\X::run')
    expect(settings.problems).toEqual([expect.objectContaining({ severity: 'error', path: `${path}/run/model` })])
  })
})

describe('settings of both forms', () => {
  test('are weighed by their layers first, then the one without a group counts', async () => {
    const plain = 'crontab/jobs/x/schedule/cron_expr'
    const grouped = 'crontab/index/jobs/x/schedule/cron_expr'
    const stronger = await inIndex('', { file: { [plain]: '2 * * * *' }, environment: { [grouped]: '3 * * * *' } })
    const equal = await inIndex('', { file: { [plain]: '2 * * * *', [grouped]: '3 * * * *' } })

    expect([stronger, equal].map(({ jobs }) => jobs.get('x')?.cronExpr)).toEqual(['3 * * * *', '2 * * * *'])
  })

  test('of another group are no declaration under <default>, and a warning', async () => {
    const withPath = declared.replace(
      '<schedule>1 * * * *</schedule>',
      '<config_path>crontab/default/jobs/x/schedule/cron_expr</config_path>',
    )

    const { jobs, problems } = await inIndex(
      under('crontab/default/jobs/x/schedule/cron_expr', '7 * * * *'),
      {},
      withPath,
    )

    expect(jobs.get('x')).toMatchObject({ status: 'ok', group: 'index', cronExpr: '7 * * * *' })
    expect(problems).toEqual([
      expect.objectContaining({ severity: 'warning', message: expect.stringContaining('only a setting') }),
    ])
  })
})

describe('the word always', () => {
  test.each(['<cron_expr>always</cron_expr>', '<cron_expr>5 * * * *</cron_expr><config_path>my/expr</config_path>'])(
    'is an expression in %s, which Magento 1 itself only honours in cron_expr',
    async (schedule) => {
      const xml = config(
        job('x', `<schedule>${schedule}</schedule>`),
        `<default>${under('my/expr', 'always')}</default>`,
      )

      const { jobs } = await define(moduleRoot({ 'A/B/etc/config.xml': xml }))

      expect(jobs.get('x')?.calendar).toMatchObject({ kind: 'expression', expression: 'always' })
    },
  )
})
