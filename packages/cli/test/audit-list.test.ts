import { expect, it, onTestFinished } from 'vitest'
import { answerOf, horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

it('audit:list tells who changed what, and what it was before', async () => {
  const project = makeProject({ [CONFIG_XML]: jobsXml({ well: { does: 'ok', when: at('0 3 * * *') } }) })
  onTestFinished(() => removeProject(project))
  await horarium(project, 'job:set', 'well', '--schedule', '5 * * * *')
  await horarium(project, 'config:set', 'system/cron/default/concurrency', '3')

  const path = 'system/cron/default/concurrency'
  expect(await answerOf(project, 'audit:list', '--path', path)).toEqual([
    expect.objectContaining({ action: 'set', path, before: '8', after: '3', author: expect.any(String) as unknown }),
  ])
  expect((await horarium(project, 'audit:list')).stdout).toMatch(/set +crontab\/jobs\/well\/schedule\/cron_expr +0 3 /)
})
