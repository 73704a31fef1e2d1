import { describe, expect, test } from 'vitest'
import { config, crontab, define, defineConfig, job, moduleRoot } from './module-root.js'

const setting = (path: string, value: string): string => {
  const names = path.split('/')
  const open = names.map((name) => `<${name}>`).join('')
  return `<default>${open}${value}${names
    .toReversed()
    .map((name) => `</${name}>`)
    .join('')}</default>`
}
const withPath = (expression: string): string =>
  `<schedule><cron_expr>${expression}</cron_expr><config_path>my/expr</config_path></schedule>`

describe('config_path', () => {
  test('wins over cron_expr when its setting has a value', async () => {
    const { jobs } = await defineConfig(config(job('x', withPath('1 * * * *')), setting('my/expr', '2 * * * *')))

    expect(jobs.get('x')).toMatchObject({ cronExpr: '2 * * * *', configPath: 'my/expr' })
  })

  test('wins also over a cron_expr under <default>, which is no override', async () => {
    const stronger = '<crontab><jobs><x><schedule><cron_expr>3 * * * *</cron_expr></schedule></x></jobs></crontab>'
    const xml = config(job('x', withPath('1 * * * *')), `<default>${stronger}<my><expr>2 * * * *</expr></my></default>`)

    expect((await defineConfig(xml)).jobs.get('x')?.cronExpr).toBe('2 * * * *')
  })

  test('leaves cron_expr alone when its setting is empty or absent', async () => {
    const empty = await defineConfig(config(job('x', withPath('1 * * * *')), setting('my/expr', '')))
    const absent = await defineConfig(config(job('x', withPath('1 * * * *'))))

    expect(empty.jobs.get('x')?.cronExpr).toBe('1 * * * *')
    expect(absent.jobs.get('x')?.cronExpr).toBe('1 * * * *')
    expect(absent.problems).toEqual([])
  })

  test('may point below crontab, as those of Magento 2 do, and nobody is warned', async () => {
    const path = '<schedule><config_path>crontab/shop/index/expr</config_path></schedule>'

    const { jobs, problems } = await defineConfig(
      config(job('x', path), setting('crontab/shop/index/expr', '2 * * * *')),
    )

    expect(jobs.get('x')?.cronExpr).toBe('2 * * * *')
    expect(problems).toEqual([])
  })

  test('is warned of when nothing has a value and there is no expression', async () => {
    const { jobs, problems } = await defineConfig(config(job('x', withPath(''))))

    expect(jobs.get('x')?.status).toBe('ok')
    expect(problems).toEqual([
      expect.objectContaining({ severity: 'warning', path: 'config/crontab/jobs/x/schedule/config_path' }),
    ])
  })
})

describe("an admin's override", () => {
  test.each([
    ['0', '', 'disabled'],
    ['1', '<active>false</active>', 'ok'],
  ])('of active with %s decides over the XML', async (value, inside, status) => {
    const overrides = { 'crontab/jobs/x/active': value }

    expect((await defineConfig(config(job('x', inside)), { overrides })).jobs.get('x')?.status).toBe(status)
  })

  test('of the expression wins over config_path', async () => {
    const overrides = { 'crontab/jobs/x/schedule/cron_expr': '9 * * * *' }
    const xml = config(job('x', withPath('1 * * * *')), setting('my/expr', '2 * * * *'))

    expect((await defineConfig(xml, { overrides })).jobs.get('x')?.cronExpr).toBe('9 * * * *')
  })

  test('of the handler is not looked at', async () => {
    const overrides = { 'crontab/jobs/x/run/model': 'evil/code::run' }

    expect((await defineConfig(config(job('x')), { overrides })).jobs.get('x')?.handler).toBe('a_b/cron::run')
  })
})

describe('zone and dialect', () => {
  test('come from the job, else from its group', async () => {
    const expression = '<schedule><cron_expr>* * * * *</cron_expr></schedule>'
    const groups =
      '<config><group id="index"><timezone>Asia/Tokyo</timezone><dialect>magento1</dialect></group></config>'
    const root = moduleRoot({
      'A/B/etc/cron_groups.xml': groups,
      'A/B/etc/config.xml': config(
        job('own', `${expression}<group>index</group><timezone>Europe/Paris</timezone><dialect>magento2</dialect>`) +
          job('inherits', `${expression}<group>index</group>`),
      ),
    })

    const { jobs } = await define(root)

    expect(jobs.get('own')?.calendar).toMatchObject({ timezone: 'Europe/Paris', dialect: 'magento2' })
    expect(jobs.get('inherits')?.calendar).toMatchObject({ timezone: 'Asia/Tokyo', dialect: 'magento1' })
  })

  test('of a file count for its expressions, unless a job says otherwise', async () => {
    const expression = '<schedule><cron_expr>* * * * *</cron_expr></schedule>'
    const root = moduleRoot({
      'A/B/etc/config.xml': config(
        job('plain', expression) + job('own', `${expression}<dialect>standard</dialect>`) + job('labelled', expression),
      ).replace('<config>', '<config dialect="magento1">'),
      'A/B/etc/crontab.xml':
        '<config dialect="magento2"><group id="default"><job name="second" instance="A\\B\\C" method="run">' +
        '<schedule>* * * * *</schedule></job><job name="labelled" label="Not about when"/></group></config>',
    })

    const { jobs } = await define(root)

    const dialects = ['plain', 'own', 'labelled', 'second'].map((code) => jobs.get(code)?.calendar)
    expect(dialects).toMatchObject(['magento1', 'standard', 'magento1', 'magento2'].map((dialect) => ({ dialect })))
  })

  test('of a file that is no dialect is an error of each job', async () => {
    const xml = config(job('x', '<schedule><cron_expr>* * * * *</cron_expr></schedule>'))
    const { jobs } = await defineConfig(xml.replace('<config>', '<config dialect="magento">'))

    expect(jobs.get('x')?.problems).toMatchObject([{ path: 'config@dialect', message: "'magento' is not a dialect" }])
  })

  test('may be attributes of the job', async () => {
    const xml = config(
      '<x timezone="Europe/Paris" group="index"><schedule><cron_expr>0 1 * * *</cron_expr></schedule><run><model>a/b::c</model></run></x>',
    )

    const x = (await defineConfig(xml)).jobs.get('x')

    expect(x).toMatchObject({ group: 'index', calendar: { timezone: 'Europe/Paris' } })
  })
})

describe('what happens at clock changes', () => {
  const nightly = (nodes: string): string =>
    config(job('x', `<schedule><cron_expr>30 2 * * *</cron_expr></schedule>${nodes}`))

  test('may be said by the job', async () => {
    const said = nightly('<dst_gap>skip</dst_gap><dst_repeat>both</dst_repeat>')

    expect((await defineConfig(said)).jobs.get('x')?.calendar).toMatchObject({ dstGap: 'skip', dstRepeat: 'both' })
    expect((await defineConfig(nightly('<dst_gap/>'))).jobs.get('x')?.calendar).not.toHaveProperty('dstGap')
  })

  test('may be said by a setting', async () => {
    const overrides = { 'crontab/jobs/x/dst_repeat': 'both' }

    expect((await defineConfig(nightly(''), { overrides })).jobs.get('x')?.calendar).toMatchObject({
      dstRepeat: 'both',
    })
  })

  test('is refused when it is none of the choices', async () => {
    const refused = (await defineConfig(nightly('<dst_gap>skipp</dst_gap><dst_repeat>never</dst_repeat>'))).jobs.get(
      'x',
    )

    expect(refused?.status).toBe('invalid')
    expect(refused?.problems).toMatchObject([
      { path: 'config/crontab/jobs/x/dst_gap', message: "dst_gap is 'skipp', which is no choice" },
      { path: 'config/crontab/jobs/x/dst_repeat', remedy: 'Use first or both.' },
    ])
    expect(refused?.problems[0]?.remedy).toBe('Use after or skip. Did you mean skip?')
  })
})

describe('jitter', () => {
  test('is seeded by the job code, beside an expression and beside every', async () => {
    const nightly = '<schedule><cron_expr>30 2 * * *</cron_expr></schedule><jitter>600</jitter>'
    const { jobs } = await defineConfig(config(job('x', nightly) + job('y', '<every>300</every><jitter>20</jitter>')))

    expect(jobs.get('x')?.calendar).toMatchObject({ kind: 'expression', jitter: { seconds: 600, seed: 'x' } })
    expect(jobs.get('y')?.calendar).toEqual({ kind: 'every', seconds: 300, jitter: { seconds: 20, seed: 'y' } })
    expect(jobs.get('x')?.problems).toEqual([])
  })

  test.each(['-1', '1.5', 'some'])('refuses %s', async (jitter) => {
    const { jobs } = await defineConfig(config(job('x', `<every>300</every><jitter>${jitter}</jitter>`)))

    expect(jobs.get('x')?.problems).toMatchObject([
      { severity: 'error', path: 'config/crontab/jobs/x/jitter', message: `jitter is '${jitter}'` },
    ])
  })
})

describe('every', () => {
  test('is a calendar of its own', async () => {
    const { jobs } = await defineConfig(config(job('x', '<every>30</every>')))

    expect(jobs.get('x')?.calendar).toEqual({ kind: 'every', seconds: 30 })
  })

  test.each(['0', '-1', '1.5', 'often'])('refuses %s', async (every) => {
    const { jobs } = await defineConfig(config(job('x', `<every>${every}</every>`)))

    expect(jobs.get('x')?.status).toBe('invalid')
    expect(jobs.get('x')?.problems[0]?.path).toBe('config/crontab/jobs/x/every')
  })

  test('does not stand beside an expression', async () => {
    const both = '<every>30</every><schedule><cron_expr>* * * * *</cron_expr></schedule>'

    expect((await defineConfig(config(job('x', both)))).jobs.get('x')?.status).toBe('invalid')
  })
})

describe('parameters', () => {
  test.each([
    ['lines', '<params>\n a=1\n b = two words=2 \n</params>', { a: '1', b: 'two words=2' }],
    ['a JSON object', '<params>{"a":"1","b":{"c":2}}</params>', { a: '1', b: '{"c":2}' }],
    ['elements', '<parameters><a>1</a><b>&lt;2&#62;</b></parameters>', { a: '1', b: '<2>' }],
    ['any text', '<parameters>as it is</parameters>', { parameters: 'as it is' }],
  ])('are read from %s', async (_, inside, params) => {
    expect((await defineConfig(config(job('x', inside)))).jobs.get('x')?.params).toEqual(params)
  })

  test.each([
    [
      'begin like JSON and are none',
      '<params>{"a":1</params>',
      'the parameters begin like a JSON object, but are none',
    ],
    [
      'are too long',
      `<params>${'x'.repeat(17_000)}</params>`,
      'the parameters are 17017 bytes long; 16384 are the most',
    ],
  ])('that %s leave the job to its calendar and say so', async (_, inside, message) => {
    const { jobs } = await defineConfig(config(job('x', inside)))

    expect(jobs.get('x')).toMatchObject({ status: 'ok', paramsFault: message })
    expect(jobs.get('x')?.problems).toMatchObject([{ severity: 'warning', message }])
  })
})

describe('a group without settings', () => {
  test('is warned of once, and not when it is the default one', async () => {
    const root = moduleRoot({
      'A/B/etc/crontab.xml': crontab(
        'indx',
        '<job name="x" instance="A\\B\\X" method="r"/><job name="y" instance="A\\B\\X" method="r"/>',
      ),
      'A/B/etc/config.xml': config(job('z')),
      'A/B/etc/cron_groups.xml': '<config><group id="index"/></config>',
    })

    const { problems } = await define(root)

    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ severity: 'warning', remedy: expect.stringContaining('mean index?') })
  })
})

describe('cron_groups.xml', () => {
  test("gives all seven of Magento's settings, in any order, each group its own", async () => {
    const seven = {
      use_separate_process: '1',
      schedule_generate_every: '1',
      schedule_ahead_for: '4',
      schedule_lifetime: '2',
      history_cleanup_every: '10',
      history_success_lifetime: '60',
      history_failure_lifetime: '600',
    } as const
    const nodes = Object.entries(seven).map(([name, value]) => `<${name}>${value}</${name}>`)
    const xml = `<config><group id="index">${nodes.join('')}</group><group id="default"/></config>`

    const { settings, problems } = await define(moduleRoot({ 'A/B/etc/cron_groups.xml': xml }))

    const names = Object.keys(seven) as (keyof typeof seven)[]
    expect(Object.fromEntries(names.map((name) => [name, settings.ofGroup('index', name).value]))).toEqual(seven)
    expect(new Set(names.map((name) => settings.ofGroup('default', name).origin))).toEqual(new Set(['default']))
    expect(problems).toEqual([])
  })

  test('gives settings with their lines, and warns of what is none', async () => {
    const xml =
      '<config>\n<group id="index">\n<schedule_ahead_for>4</schedule_ahead_for>\n<shards>2</shards>\n<shard>2</shard>\n</group>\n</config>'
    const root = moduleRoot({ 'A/B/etc/cron_groups.xml': xml })
    const file = `${root}/A/B/etc/cron_groups.xml`

    const { tree } = await define(root)

    expect([...tree.values]).toEqual([
      ['system/cron/index/schedule_ahead_for', { value: '4', source: `${file}:3` }],
      ['system/cron/index/shards', { value: '2', source: `${file}:4` }],
    ])
    expect(tree.problems).toEqual([
      expect.objectContaining({ severity: 'warning', file, line: 5, remedy: expect.stringContaining('shards') }),
    ])
  })
})
