import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkFolders, openProject, type Project, variableFor } from '@horarium/app'
import type { Problem } from '@horarium/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { job, makeProjectFolder } from './support/test-app.js'

function emptyFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'hz-app-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

function openWith(directory: string, modules: readonly string[]): Promise<Project> {
  return openProject({ directory, modules, environment: {} })
}

async function problemsOf(project: Project): Promise<readonly Problem[]> {
  return (await checkFolders(project, [])).problems
}

describe('a project', () => {
  it('without a folder of modules is told once what to create', async () => {
    const directory = emptyFolder()

    expect(await problemsOf(await openWith(directory, []))).toEqual([
      {
        severity: 'warning',
        file: join(directory, 'modules'),
        line: 0,
        path: '',
        message: `there is no folder modules in ${directory}, so there is nothing to run`,
        remedy: 'Create modules/<Vendor>/<Name>/etc/config.xml, or name other folders with --modules.',
      },
    ])
  })

  it('needs no modules of its own when others are named', async () => {
    const other = join(makeProjectFolder({ jobs: { mail: job('0 3 * * *') } }), 'modules')

    const project = await openWith(emptyFolder(), [other])

    expect(await problemsOf(project)).toEqual([])
    expect((await checkFolders(project, [])).jobs).toMatchObject([{ code: 'mail' }])
  })

  it('has an error when a folder that was named is missing', async () => {
    const directory = makeProjectFolder({ site: { modules: ['more'] } })

    expect(await problemsOf(await openWith(directory, []))).toMatchObject([
      { severity: 'error', file: join(directory, 'more') },
    ])
  })

  it('reads its own modules first, then those of the site file, then those asked for, each once', async () => {
    const directory = makeProjectFolder({ site: { modules: ['b', './modules'] } })

    const { moduleRoots } = await openWith(directory, ['c', 'b'])

    expect(moduleRoots).toEqual(['modules', 'b', 'c'].map((folder) => join(directory, folder)))
  })
})

describe('the environment', () => {
  it.each(['crontab/jobs/MyJob/active', 'crontab/jobs/my__job/active'])('cannot speak for %s', (path) => {
    expect(variableFor(path)).toBeUndefined()
  })

  it('speaks for a setting above the site file, under the name config:get tells', async () => {
    const path = 'system/cron/default/schedule_lifetime'
    const variable = 'HORARIUM__SYSTEM__CRON__DEFAULT__SCHEDULE_LIFETIME'
    const directory = makeProjectFolder({ site: { settings: { [path]: 3 } } })
    const environment = { [variable]: '7', HORARIUM_OTHER: 'x', horarium__system: 'x' }

    const { settings } = await checkFolders(await openProject({ directory, modules: [], environment }), [])

    expect(variableFor(path)).toBe(variable)
    expect(settings.valueOf(path)).toEqual({ path, value: '7', origin: 'environment', source: variable })
    expect(settings.paths).toEqual([path])
  })

  it('is blamed by name for a value that is out of range, or that nothing reads', async () => {
    const environment = { HORARIUM__SYSTEM__CRON__DEFAULT__SHARDS: '0', HORARIUM__SHARDS: '2' }

    const problems = await problemsOf(await openProject({ directory: makeProjectFolder(), modules: [], environment }))

    expect(problems.map(({ severity, file, path }) => [severity, file, path])).toEqual([
      ['error', 'HORARIUM__SYSTEM__CRON__DEFAULT__SHARDS', 'system/cron/default/shards'],
      ['warning', 'HORARIUM__SHARDS', 'shards'],
    ])
  })
})
