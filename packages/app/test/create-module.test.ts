import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkFolders, createModule, openProject, type PlannedModule, planModule, readNeighbours } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { makeProjectFolder } from './support/test-app.js'

const ORDER = { name: 'Acme_Shop', jobCode: 'acme_shop_import', schedule: '*/10 * * * *' }

function makeFolder(site: Readonly<Record<string, unknown>> = {}): string {
  return makeProjectFolder({ jobs: { taken: '<schedule><cron_expr>0 3 * * *</cron_expr></schedule>' }, site })
}

async function plan(wish: object = {}, directory: string = makeFolder()): Promise<PlannedModule> {
  const project = await openProject({ directory, modules: [], environment: {} })
  return planModule({ ...ORDER, ...wish }, await readNeighbours(project))
}

describe('a new module', () => {
  it('declares its job, and validates with a single reservation: nothing is compiled yet', async () => {
    const directory = makeFolder()
    await createModule(await plan({ label: 'Stock <import> & more', timezone: 'Europe/Paris' }, directory))
    const project = await openProject({ directory, modules: [], environment: {} })
    const { jobs } = await checkFolders(project, [join(directory, 'modules/Acme/Shop')])
    expect(jobs).toMatchObject([
      { code: 'acme_shop_import', label: 'Stock <import> & more', params: { limit: '100' }, module: 'Acme_Shop' },
    ])
    expect(jobs[0]?.calendar).toMatchObject({ expression: '*/10 * * * *', timezone: 'Europe/Paris' })
    expect(jobs[0]?.problems.filter(({ path }) => !path.endsWith('run/model'))).toEqual([])
  })

  it('says when its job runs, and what is doubtful about that', async () => {
    expect(await plan()).toMatchObject({ words: 'every 10 minutes', warnings: [] })
    const { warnings } = await plan({ schedule: '1-59/2 * * * *', dialect: 'magento1' })
    expect(warnings).toMatchObject([{ severity: 'warning', message: expect.stringContaining('standard') }])
  })

  it('is read in the dialect and zone that its group has, unless it says otherwise', async () => {
    const directory = makeFolder({
      settings: { 'system/cron/timezone': 'Asia/Tokyo', 'system/cron/dialect': 'magento2' },
    })
    expect((await plan({ schedule: '0 3 * * *' }, directory)).words).toBe('at 03:00 every day (Asia/Tokyo)')
    const asShop = await plan({ schedule: '0 3 * * 7' }, directory)
    expect(asShop.warnings[0]?.message).toContain('never happens')
    const other = await plan({ schedule: '0 3 * * 7', dialect: 'standard' }, directory)
    expect(other.words).toBe('at 03:00 every Sunday (Asia/Tokyo)')
  })

  it.each([
    [{ name: 'acme shop' }, 'such as Acme_Shop'],
    [{ name: 'Shop' }, 'such as Acme_Shop'],
    [{ name: 'Acme_Shop_Mail' }, 'such as Acme_ShopMail'],
    [{ name: '../Acme_Shop' }, 'is no name of a module'],
    [{ name: 'Test_Work' }, 'The module Test_Work is there already'],
    [{ name: 'TEST_WORK' }, 'The module Test_Work is there already'],
    [{ jobCode: 'taken' }, 'The job taken is declared by Test_Work already'],
    [{ jobCode: 'Taken' }, 'Take another code'],
    [{ jobCode: 'a job' }, 'is no job code'],
    [{ jobCode: '2fa' }, 'Begin it with a letter'],
    [{ schedule: '61 * * * *' }, '61'],
    [{ schedule: '* * *' }, 'five'],
    [{ schedule: '' }, 'empty'],
    [{ dialect: 'quartz' }, 'Use standard, magento1, magento2'],
    [{ timezone: 'Europe/Pariss' }, 'Europe/Paris'],
  ])('is refused as %j, with the remedy', async (wish, sentence) => {
    await expect(plan(wish)).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(sentence) })
  })

  it('never overwrites a file, whether it was there before or has come since', async () => {
    const directory = makeFolder()
    const planned = await plan({}, directory)
    const test = join(directory, 'modules/Acme/Shop/test/import.test.ts')
    mkdirSync(join(test, '..'), { recursive: true })
    writeFileSync(test, 'precious')
    await expect(createModule(planned)).rejects.toMatchObject({ code: 'conflict' })
    await expect(plan({}, directory)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('holds test/import.test.ts already'),
    })
    expect(readFileSync(test, 'utf8')).toBe('precious')
  })

  it('finds schemas, compiler options and the sdk where its project has them', async () => {
    const repository = join(import.meta.dirname, '../../..')
    const { files } = await plan({}, repository)
    expect(files.get('etc/config.xml')).toContain('"../../../../node_modules/@horarium/sdk/xsd/config.xsd"')
    expect(JSON.parse(files.get('tsconfig.json') ?? '')).toEqual(
      JSON.parse(readFileSync(join(repository, 'modules/Colin/Bootstrap/tsconfig.json'), 'utf8')),
    )
    expect(JSON.parse(files.get('package.json') ?? '')).toMatchObject({ dependencies: { '@horarium/sdk': '0.1.0' } })
  })
})
