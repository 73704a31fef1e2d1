import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkFolders, openApp, openProject, type Project } from '@horarium/app'
import { INSTANCE_SETTINGS, type KnownSpec, SETTING_TABLE } from '@horarium/core'
import { describe, expect, it } from 'vitest'
import { job, makeProjectFolder, silent, type TestProject } from './support/test-app.js'

const FILE = 'horarium.config.json'

function projectOf(wanted: TestProject): Promise<Project> {
  return openProject({ directory: makeProjectFolder(wanted), modules: [], environment: wanted.environment ?? {} })
}

function withText(text: string): Promise<Project> {
  return projectOf({ files: { [FILE]: text } })
}

describe('the site file', () => {
  it('may be missing', async () => {
    const project = await openProject({ directory: join(makeProjectFolder(), 'modules'), modules: [], environment: {} })

    expect(project.site).toEqual({ modules: [], namespace: 'hz', values: new Map(), problems: [] })
  })

  it.each(['', '{', '[]', 'null', '"text"', '{"namespace": "a b"}', '{"namespace": ""}', '{"namespace": 7}'])(
    'is a problem when it reads %j, and no process opens the instance on a guess',
    async (text) => {
      const project = await withText(text)

      expect(project.site.problems).toMatchObject([
        { severity: 'error', file: FILE, remedy: expect.stringMatching(/\S/) },
      ])
      const opening = openApp({ project, logger: silent, onNotice: () => undefined, unsafeEviction: false })
      await expect(opening).rejects.toMatchObject({ code: 'configuration', message: expect.stringContaining(FILE) })
    },
  )

  it('counts where it is right, and tells the line where it is wrong', async () => {
    const text = `{"namespace": "mine",\n"modules": "m",\n"settings": {\n"a/b": null,\n"a/c": {},\n"a/d": 7}}`

    const { site } = await withText(text)

    expect(site).toMatchObject({ namespace: 'mine', modules: [] })
    expect([...site.values]).toEqual([['a/d', { value: '7', source: `${FILE}:6` }]])
    expect(site.problems.map(({ line, path }) => `${line} ${path}`)).toEqual(['2 modules', '4 a/b', '5 a/c'])
  })

  it('warns of a key that means nothing, with the nearest that does, and allows $schema', async () => {
    const { site } = await withText('{"$schema": "x.json", "setings": {}}')

    expect(site.problems).toMatchObject([
      { severity: 'warning', path: 'setings', remedy: expect.stringMatching(/Did you mean settings\?/) },
    ])
  })

  it.each([
    ['system/cron/default/schedule_lifetim', 'system/cron/default/schedule_lifetime'],
    ['system/cron/defualt/shards', 'system/cron/default/shards'],
    ['crontab/jobs/mial/active', 'crontab/jobs/mail/active'],
    ['crontab/defualt/jobs/mail/active', 'crontab/default/jobs/mail/active'],
  ])('warns of the setting %s, which nothing reads', async (path, meant) => {
    const project = await projectOf({ jobs: { mail: job('0 3 * * *') }, site: { settings: { [path]: 1 } } })

    const { problems } = await checkFolders(project, [])

    const remedy = expect.stringContaining(`Did you mean ${meant}`)
    expect(problems).toMatchObject([{ severity: 'warning', file: FILE, line: 1, path, remedy }])
  })

  it('may set whatever a job reads', async () => {
    const settings = {
      'crontab/mail/expr': '0 3 * * *',
      'crontab/jobs/mail/timezone': 'Asia/Tokyo',
      'crontab/default/jobs/mail/active': 1,
      'system/cron/shards': 2,
    }
    const path = '<schedule><config_path>crontab/mail/expr</config_path></schedule>'
    const project = await projectOf({ jobs: { mail: path + job('') }, site: { settings } })

    const { problems, jobs } = await checkFolders(project, [])

    expect(problems).toEqual([])
    expect(jobs).toMatchObject([{ calendar: { expression: '0 3 * * *', timezone: 'Asia/Tokyo' } }])
  })
})

describe('the schema of the site file', () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../horarium.config.schema.json'), 'utf8'),
  ) as SiteSchema

  it('knows the keys the reader knows, and no others', async () => {
    expect(schema.additionalProperties).toBe(false)
    for (const key of Object.keys(schema.properties)) {
      const { site } = await withText(JSON.stringify({ [key]: undefined, [`${key}x`]: 1 }))
      expect(site.problems).toMatchObject([{ severity: 'warning', remedy: `Remove it. Did you mean ${key}?` }])
    }
  })

  it('says of every setting what the table says', () => {
    const patterns = SETTING_TABLE.map((spec) => [
      `^system/cron/([A-Za-z0-9_][A-Za-z0-9_.-]{0,99}/)?${spec.name}$`,
      schemaOf(spec),
    ])

    const ofInstance = INSTANCE_SETTINGS.map((spec) => [`^system/cron/${spec.name}$`, schemaOf(spec)])
    const wanted = Object.fromEntries([...patterns, ...ofInstance])
    expect(schema.properties.settings.patternProperties).toEqual(wanted)
  })
})

interface SiteSchema {
  readonly additionalProperties: boolean
  readonly properties: Readonly<Record<string, unknown>> & {
    readonly settings: { readonly patternProperties: unknown }
  }
}

function schemaOf({ type, unit, default: value, min, max, choices, meaning, optional }: KnownSpec): unknown {
  const description = unit ? `${meaning} (${unit})` : meaning
  if (type === 'integer') return { type: 'integer', minimum: min, maximum: max, default: Number(value), description }
  if (type === 'flag') return { enum: [true, false, 1, 0], default: Number(value), description }
  if (type === 'duration')
    return { type: ['string', 'integer'], pattern: '^[0-9]+[smhd]?$', minimum: 0, default: value, description }
  if (type === 'maintenance') return { type: ['string', 'integer', 'boolean'], default: value, description }
  if (type === 'pause' || type === 'choices' || type === 'url' || type === 'command' || type === 'levels' || optional)
    return { type: 'string', default: value, description }
  const wanted = choices ? { enum: choices } : { type: 'string', minLength: 1 }
  return { ...wanted, default: value, description }
}
