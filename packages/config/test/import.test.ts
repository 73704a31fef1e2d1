import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readMagento, writeModules } from '../src/index.js'
import { importTree } from './imported.js'
import { config, crontab, job, moduleRoot } from './module-root.js'

const schedule = (inside: string): string => `<schedule>${inside}</schedule>`
const expression = (text: string): string => schedule(`<cron_expr>${text}</cron_expr>`)
const run = (model: string): string => `<run><model>${model}</model></run>`
const models = (alias: string, prefix: string): string =>
  `<global><models><${alias}><class>${prefix}</class></${alias}></models></global>`
const declaration = (name: string, pool: string, inside = '<active>true</active>'): string =>
  `<config><modules><${name}>${inside}<codePool>${pool}</codePool></${name}></modules></config>`
const after = (...names: readonly string[]): string =>
  `<active>true</active><depends>${names.map((name) => `<${name}/>`).join('')}</depends>`

const SHOP = 'app/code/core/Mage/Shop/etc/config.xml'
const MINE = 'app/code/local/My/Own/etc/config.xml'
const MAGENTO1 = {
  'app/etc/modules/Mage_All.xml': declaration('Mage_Shop', 'core'),
  'app/etc/modules/My_Own.xml': declaration('My_Own', 'local', after('Not_Here', 'Mage_Between')),
  'app/etc/modules/Mage_Between.xml': declaration('Mage_Between', 'core', after('Mage_Shop')),
  [SHOP]: config(
    `<shop_clean>${expression('1-20/5 * * * *')}${run('shop/observer::clean')}<groups>a</groups></shop_clean>` +
      `<shop_mail>${schedule('<config_path>shop/mail/expr</config_path>')}${run('shop/mail_queue::send')}</shop_mail>`,
    `${models('shop', 'Mage_Shop_Model')}<default><shop><mail><expr>always</expr><to>a@b.c</to></mail></shop><system><cron><schedule_lifetime>7</schedule_lifetime></cron></system></default>`,
  ),
  [MINE]: config(
    `<shop_clean>${expression('5 * * * *')}${run('my_own/cron::clean')}</shop_clean>`,
    models('my_own', 'My_Own_Model'),
  ),
}

describe('a tree of Magento 1', () => {
  test('becomes modules that say the same, in its dialect and its order, and are valid', async () => {
    const { found, again, faults } = await importTree(moduleRoot(MAGENTO1))

    expect(found.dialect).toBe('magento1')
    expect(found.problems).toEqual([])
    expect(faults).toEqual([])
    expect(again.problems).toEqual([])
    expect(again.tree.modules.map(({ name }) => name)).toEqual(['Mage_Shop', 'My_Own'])
    const calendar = { kind: 'expression', dialect: 'magento1' }
    expect(again.jobs.get('shop_clean')).toMatchObject({ calendar: { ...calendar, expression: '5 * * * *' } })
    expect(again.jobs.get('shop_mail')).toMatchObject({ calendar: { ...calendar, expression: 'always' } })
    expect(again.settings.ofGroup('default', 'schedule_lifetime').value).toBe('7')
    expect(again.settings.valueOf('shop/mail/to')).toBeUndefined()
    expect(found.configPaths).toEqual(['shop/mail/expr'])
  })

  test('lists each handler that is to be written, of the declaration that counts', async () => {
    const { found } = await importTree(moduleRoot(MAGENTO1))

    expect(found.handlers).toEqual([
      expect.objectContaining({
        file: 'Mage/Shop/Model/Mail/Queue.ts',
        className: 'Queue',
        method: 'send',
        php: 'Mage_Shop_Model_Mail_Queue',
        jobCodes: ['shop_mail'],
      }),
      expect.objectContaining({ file: 'My/Own/Model/Cron.ts', method: 'clean', jobCodes: ['shop_clean'] }),
    ])
  })

  test('leaves out what Magento would not load, and says so', async () => {
    const root = moduleRoot({
      ...MAGENTO1,
      'app/etc/modules/My_Own.xml': declaration('My_Own', 'local', '<active>false</active>'),
      'app/code/community/Not/Declared/etc/config.xml': config(job('x')),
      'app/code/local/Mage/Shop/etc/config.xml': config(job('of_another_pool')),
    })

    const { found, again } = await importTree(root)

    expect([...again.jobs.keys()]).toEqual(['shop_clean', 'shop_mail'])
    expect(found.problems.map(({ message }) => message)).toEqual([
      'My_Own is inactive: left out',
      'no file of app/etc/modules declares Not_Declared, so Magento never loads it: left out',
    ])
  })

  test('lists what stays behind: events, unknown nodes, jobs nobody reads, rewrites, values of the database', async () => {
    const text = config(
      `<lost>${run('other/observer::go')}<retries>3</retries><lable>l</lable></lost>`,
      `<crontab><events><default><observers/></default></events></crontab><global><crontab><jobs>${job('unread')}</jobs></crontab>
        <models><other><rewrite><observer>My_Own_Model_Observer</observer></rewrite></other></models></global>`,
    )
    const { found, again, faults } = await importTree(moduleRoot({ [MINE]: text }))

    expect(faults).toEqual([])
    expect([...again.jobs.keys()]).toEqual(['lost'])
    expect(found.problems.every(({ severity, line }) => severity === 'warning' && line > 0)).toBe(true)
    const said = found.problems.map(({ message }) => message).join('\n')
    expect(said).toMatch(/observers of cron events/)
    expect(said).toMatch(/retries of lost means nothing to Magento: left out/)
    expect(said).toMatch(/lable is not a node/)
    expect(said).toMatch(/never reads jobs under <global>: unread/)
    expect(said).toMatch(/rewrites other\/observer as My_Own_Model_Observer/)
    expect(said).toMatch(/no XML has an expression for lost, only the database may, at crontab\/jobs\/lost\/schedule/)
    // Nobody declares the alias, so Magento makes up a class of its own.
    expect(found.handlers[0]).toMatchObject({ php: 'Mage_Other_Model_Observer', file: 'Mage/Other/Model/Observer.ts' })
    expect(again.tree.modules.map(({ name }) => name)).toEqual(['Mage_Other', 'My_Own'])
  })

  test("brings Aoe_Scheduler's on_success along, which means the same here", async () => {
    const text = config(job('first', '<on_success>second</on_success>') + job('second'))

    const { again } = await importTree(moduleRoot({ [MINE]: text }))

    expect(again.jobs.get('first')?.policy.onSuccess).toEqual(['second'])
  })

  test('tells what app/etc/local.xml says, and carries nothing of it over', async () => {
    const local = config(
      job('x'),
      '<default><system><cron><schedule_lifetime>9</schedule_lifetime></cron></system></default>',
    )
    const { found, again } = await importTree(moduleRoot({ ...MAGENTO1, 'app/etc/local.xml': local }))

    expect(again.jobs.has('x')).toBe(false)
    expect(found.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('local.xml says something of x'),
      expect.stringContaining('local.xml says something of system/cron/schedule_lifetime'),
    ])
  })

  test('tells of two modules that declare one job in an order only Magento knows', async () => {
    const other = 'app/code/local/My/Zoo/etc/config.xml'
    const { found } = await importTree(moduleRoot({ [MINE]: config(job('x')), [other]: config(job('x')) }))

    expect(found.problems.map(({ message }) => message)).toEqual([
      'My_Own and My_Zoo both declare x and neither depends on the other: My_Zoo counts',
    ])
  })

  test.each(['../../../../evil_x', '/etc/evil_x', 'a/b_c'])(
    'cannot lead out of the target by the class %s',
    async (prefix) => {
      const { found } = await importTree(
        moduleRoot({ [MINE]: config(`<x>${run('bad/cron::go')}</x>`, models('bad', prefix)) }),
      )

      expect(found.modules.flatMap(({ files }) => [...files.keys()])).toEqual(['My/Own/etc/config.xml'])
      expect(found.handlers).toEqual([])
      expect(found.problems.map(({ message }) => message).join()).toContain("'bad/cron::go' names no handler")
    },
  )
})

describe('a tree of Magento 2', () => {
  const declared =
    '<job name="x" instance="Acme\\Mail\\Cron\\Send" method="execute"><schedule>1/5 * * * *</schedule></job>'
  const moduleXml = (name: string, ...before: readonly string[]): string =>
    `<config><module name="${name}"><sequence>${before.map((one) => `<module name="${one}"/>`).join('')}</sequence></module></config>`
  const MAGENTO2 = {
    'app/code/Acme/Mail/etc/module.xml': moduleXml('Acme_Mail', 'Acme_Base', 'Not_There'),
    'app/code/Acme/Mail/etc/crontab.xml': crontab('mail', declared),
    'app/code/Acme/Mail/etc/cron_groups.xml':
      '<config><group id="mail"><schedule_ahead_for>30</schedule_ahead_for><use_separate_process>1</use_separate_process></group></config>',
    'app/code/Acme/Mail/etc/config.xml':
      '<config><default><crontab><mail><jobs><x><schedule><cron_expr>7 * * * *</cron_expr></schedule></x></jobs></mail></crontab></default></config>',
    'vendor/acme/module-base/src/etc/module.xml': moduleXml('Acme_Base'),
    'vendor/acme/module-base/src/etc/crontab.xml': crontab(
      'default',
      '<job name="y" instance="Acme\\Tools\\Cron\\Clean" method="execute"><config_path>acme/clean/expr</config_path></job>',
    ),
  }

  test('becomes modules with groups and their settings, in its dialect and its order, and valid', async () => {
    const { found, again, faults } = await importTree(moduleRoot(MAGENTO2))

    expect(faults).toEqual([])
    expect(again.tree.modules.map(({ name }) => name)).toEqual(['Acme_Base', 'Acme_Mail', 'Acme_Tools'])
    expect(again.jobs.get('x')).toMatchObject({
      group: 'mail',
      handler: 'Acme\\Mail\\Cron\\Send::execute',
      calendar: { expression: '7 * * * *', dialect: 'magento2' },
    })
    expect(again.jobs.get('y')).toMatchObject({ group: 'default', configPath: 'acme/clean/expr' })
    expect(again.settings.ofGroup('mail', 'use_separate_process').value).toBe('1')
    expect(found.problems.map(({ message }) => message)).toEqual([expect.stringContaining('expression for y')])
    expect(found.handlers.map(({ file, php }) => [file, php])).toEqual([
      ['Acme/Mail/Cron/Send.ts', 'Acme\\Mail\\Cron\\Send'],
      ['Acme/Tools/Cron/Clean.ts', 'Acme\\Tools\\Cron\\Clean'],
    ])
  })

  test('leaves out modules that app/etc/config.php switches off', async () => {
    const root = moduleRoot({
      ...MAGENTO2,
      'app/etc/config.php': "<?php return ['modules' => ['Acme_Mail' => 0, 'Acme_Base' => 1]];",
    })

    expect((await importTree(root)).found.jobCodes).toEqual(['y'])
  })

  test('may be one module, named by its classes where nothing else names it', async () => {
    const { found } = await importTree(moduleRoot({ 'etc/crontab.xml': crontab('default', declared) }))

    expect(found.modules.map(({ name }) => name)).toEqual(['Acme_Mail'])
  })

  test('has virtual types for handlers now and then, which are told', async () => {
    const virtual = declared.replace('Acme\\Mail\\Cron\\Send', 'MailSendCron')
    const root = moduleRoot({
      'etc/module.xml': moduleXml('Acme_Mail'),
      'etc/crontab.xml': crontab('default', virtual),
    })

    expect((await importTree(root)).found.problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        line: 1,
        message: "'MailSendCron::execute' names no handler of x",
      }),
    ])
  })
})

test('a folder without Magento is none', async () => {
  expect(await readMagento(moduleRoot({ 'A/B/etc/config.xml': config(job('x')) }))).toBeUndefined()
})

describe('what an import writes', () => {
  const text = 'mine'
  const place = 'My/Own/etc/config.xml'
  const modules = [
    {
      name: 'My_Own',
      jobCodes: [],
      files: new Map([
        ['My/New/etc/config.xml', 'new'],
        [place, 'new'],
      ]),
    },
  ]

  test('never overwrites a file, and then writes none at all', async () => {
    const target = moduleRoot({ [place]: text })

    await expect(writeModules(modules, target, { existing: 'keep' })).rejects.toMatchObject({ code: 'conflict' })

    expect(readFileSync(join(target, place), 'utf8')).toBe(text)
    expect(() => readFileSync(join(target, 'My/New/etc/config.xml'))).toThrow('ENOENT')
  })

  test('replaces files when it is told to, and a link itself, never what it leads to', async () => {
    const target = moduleRoot({ 'My/Own/readme.md': '' })
    const elsewhere = join(moduleRoot({ 'kept.xml': text }), 'kept.xml')
    mkdirSync(join(target, 'My/Own/etc'))
    symlinkSync(elsewhere, join(target, place))
    writeFileSync(join(target, 'My/Own/etc/crontab.xml'), text)

    await writeModules(modules, target, { existing: 'replace' })

    expect(readFileSync(elsewhere, 'utf8')).toBe(text)
    expect(readFileSync(join(target, place), 'utf8')).toBe('new')
    expect(readFileSync(join(target, 'My/Own/etc/crontab.xml'), 'utf8')).toBe(text)
  })
})
