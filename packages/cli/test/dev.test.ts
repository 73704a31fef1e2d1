import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { begin, horarium, type Running } from './support/horarium.js'
import { lendPackages, makeProject, removeProject } from './support/project.js'

const MODULE = 'modules/Acme/Shop'
const HANDLER = `${MODULE}/Model/Import.ts`
const XML = `${MODULE}/etc/config.xml`
let project = ''
let dev: Running
beforeAll(async () => {
  project = makeProject({})
  lendPackages(project)
  await horarium(project, 'module:create', 'Acme_Shop', '--job', 'acme_shop_import', '--schedule', '* * * * *')
  replace(XML, /<schedule>[^]*<\/schedule>/, '<every>1</every>')
  dev = begin(project, 'dev')
  await dev.until('"run finished"')
})
afterAll(async () => {
  dev.child.kill('SIGTERM')
  const { code } = await dev.ended
  removeProject(project)
  expect(code).toBe(0)
})

function replace(path: string, old: string | RegExp, text: string): void {
  const file = join(project, path)
  writeFileSync(file, readFileSync(file, 'utf8').replace(old, text))
}

function timesSaid(text: string): number {
  return dev.output().split(text).length - 1
}

describe('dev', () => {
  it('compiles what nobody has compiled, and then each change of a handler and of what it imports', async () => {
    writeFileSync(join(project, MODULE, 'Model/words.ts'), "export const words: string = 'first words'\n")
    replace(HANDLER, "'work done'", 'words')
    replace(HANDLER, 'import type', "import { words } from './words.js'\nimport type")
    await dev.until('"message":"first words"')
    replace(`${MODULE}/Model/words.ts`, 'first words', 'second words')
    await dev.until('"message":"second words"')
  })

  it('follows changed XML', async () => {
    replace(XML, 'limit=100', 'limit=7')
    await dev.until('"done":7')
    replace(XML, /acme_shop_import>/g, 'acme_shop_export>')
    await dev.until('"jobCode":"acme_shop_export"')
  })

  it('takes up a module that comes while it runs', async () => {
    await horarium(project, 'module:create', 'Acme_Mail', '--job', 'acme_mail', '--schedule', '* * * * *')
    await dev.until('"added":"acme_mail"')
    expect(dev.output()).not.toContain('refused')
    expect((await horarium(project, 'job:run', 'acme_mail')).code).toBe(0)
  })

  it('tells what the compiler finds, and goes on', async () => {
    replace(HANDLER, 'Number(schedule', 'Nmber(schedule')
    await dev.until("error TS2552: Cannot find name 'Nmber'")
    replace(HANDLER, 'Nmber(schedule', 'Number(schedule')
    await dev.until('"status":"success"', timesSaid('"status":"success"') + 1)
  })
})
