import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, horarium } from './support/horarium.js'
import { at, jobsXml, makeProject, removeProject } from './support/project.js'

const SHOP = 'shop/app/code/local/Test/Mail/etc/config.xml'
const WRITTEN = 'modules/Test/Mail/etc/config.xml'

let project = ''
beforeAll(() => {
  const xml = jobsXml({ send_mail: { does: 'ok', when: at('*/5 * * * *') } })
  project = makeProject({ [SHOP]: xml, 'broken/app/code/local/Test/Mail/etc/config.xml': '<config>' })
})
afterAll(() => removeProject(project))

describe('import', () => {
  it('tells what a tree of Magento would become, and writes nothing', async () => {
    const { code, stdout } = await horarium(project, 'import', 'shop')

    expect(code).toBe(0)
    expect(stdout).toMatch(/^Test_Mail +1 +etc\/config\.xml$/m)
    expect(stdout).toMatch(/^Mage\/Test\/Work\/Model\/Work\.ts +ok +/m)
    expect(stdout).toContain('FROM core_config_data')
    expect(stdout).toContain('Nothing is written; see --write.')
    expect(existsSync(join(project, WRITTEN))).toBe(false)
  })

  it('writes modules once, and over files that are there only with --force', async () => {
    const writing = ['import', 'shop', '--write', 'modules'] as const
    const first = await horarium(project, ...writing)
    const second = await horarium(project, ...writing)
    const forced = await horarium(project, ...writing, '--force')

    expect([first.code, second.code, forced.code]).toEqual([0, 1, 0])
    expect(second.stderr).toContain('would be overwritten')
    expect(readFileSync(join(project, WRITTEN), 'utf8')).toContain('<cron_expr>*/5 * * * *</cron_expr>')
    expect((await horarium(project, 'validate', 'modules/Test/Mail')).stdout).not.toContain('send_mail/schedule')
  })

  it('answers a program in JSON', async () => {
    expect(await answerOf(project, 'import', 'shop')).toMatchObject({
      dialect: 'magento1',
      jobs: ['send_mail'],
      handlers: [{ method: 'ok', jobs: ['send_mail'] }],
      written: [],
    })
  })

  it.each([
    [['import', 'broken'], 1],
    [['import', 'modules'], 2],
    [['import', 'nowhere'], 2],
    [['import', 'shop', '--force'], 2],
    [['import'], 2],
  ])('%j ends with %i', async (args, code) => {
    expect((await horarium(project, ...args)).code).toBe(code)
  })
})
