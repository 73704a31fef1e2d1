import { join } from 'node:path'
import { checkFolders, type Configuration, openProject } from '@horarium/app'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeProjectFolder } from './support/test-app.js'

const XML = '<config><crontab><jobs><x><run><model>a_b/c::d</model></run></x></jobs></crontab></config>'

let directory = ''
beforeEach(() => {
  directory = makeProjectFolder({ files: { 'modules/Test/Other/etc/config.xml': XML, 'docs/a.md': '' } })
})

async function check(...folders: readonly string[]): Promise<Configuration> {
  const project = await openProject({ directory, modules: [], environment: {} })
  return checkFolders(
    project,
    folders.map((folder) => join(directory, folder)),
  )
}

function namesIn({ modules }: Configuration): readonly string[] {
  return modules.map(({ name }) => name)
}

describe('checking folders', () => {
  it.each([
    ['modules', ['Test_Other', 'Test_Work']],
    ['modules/Test', ['Test_Other', 'Test_Work']],
    ['modules/Test/Work', ['Test_Work']],
  ])('reads %s alone', async (folder, names) => {
    expect(namesIn(await check(folder))).toEqual(names)
  })

  it('answers only what is wrong within the folders', async () => {
    expect((await check('modules/Test/Work')).problems).toEqual([])
    expect((await check('modules/Test/Other')).problems).toMatchObject([{ severity: 'error' }])
  })

  it.each(['.', 'docs', 'modules/Test/Work/Model'])('warns that %s holds no module', async (folder) => {
    const { modules, problems } = await check(folder)

    expect(modules).toEqual([])
    expect(problems).toMatchObject([{ severity: 'warning', message: 'there is no module in this folder' }])
  })

  it('warns of the folder without modules beside one that has some', async () => {
    const { problems } = await check('modules/Test/Work', 'docs')

    expect(problems).toMatchObject([{ file: join(directory, 'docs') }])
  })
})
