import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, checkHealth, findJob, listSettings, queryEntries, resetJob, setJob } from '@horarium/app'
import { generate } from '@horarium/engine'
import { describe, expect, it } from 'vitest'
import { planFor } from './support/lanes.js'
import { job, jobOf, openAt, openTestApp } from './support/test-app.js'

/** An app whose job was changed by an admin and then left the XML. */
async function orphaned(): Promise<App> {
  const app = await openTestApp({ jobs: { mail: job('0 3 * * *') } })
  await setJob(app, jobOf(app, 'mail'), { schedule: '* * * * *', label: 'Post', dryRun: false })
  const { directory } = app.project
  writeFileSync(join(directory, 'modules/Test/Work/etc/config.xml'), '<config/>')
  return openAt(directory)
}

describe('an override whose job has left the XML', () => {
  it('is flagged among the settings, among the problems and by health, which stays healthy for it', async () => {
    const app = await orphaned()

    const flagged = listSettings(app).filter(({ orphan }) => orphan)
    expect(flagged.map(({ path }) => path)).toContain('crontab/jobs/mail/schedule/cron_expr')
    const { problems } = app.configuration()
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'warning', remedy: 'horarium config:reset crontab/jobs/mail/label' }),
    )
    const { warnings, reasons } = await checkHealth(app)
    expect(warnings.join('\n')).toContain(`the override crontab/jobs/mail/label by ${app.author} is an orphan`)
    expect(reasons.join('\n')).not.toContain('orphan')
  })

  it('never runs', async () => {
    const app = await orphaned()

    await generate(planFor(app, 'default'), app.clock.now())

    expect(await queryEntries(app, { statuses: ['pending'], limit: 9 })).toEqual([])
    expect(() => findJob(app.configuration().jobs, 'mail')).toThrow("No job 'mail'")
  })

  it('can be taken away', async () => {
    const app = await orphaned()

    expect(await resetJob(app, 'mail', { parts: [], params: [], dryRun: false })).toMatchObject({ after: undefined })

    expect((await checkHealth(app)).warnings).toEqual([])
  })
})
