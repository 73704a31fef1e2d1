import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, horarium } from './support/horarium.js'
import { openLedger } from './support/ledger.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({ [CONFIG_XML]: jobsXml({ often: { does: 'ok', when: '<every>60</every>' } }) })
})
afterAll(() => removeProject(project))

/** Makes it look as if nothing had run for half an hour. */
async function leaveGap(): Promise<void> {
  const ledger = openLedger(project)
  const { lane } = ledger
  const back = (await ledger.now()) - 1_800_000
  const mark = (await lane.redis.hget(lane.keys.watermark, 'often')) ?? ''
  const records = (await lane.redis.hget(lane.keys.definitions, 'often')) ?? ''
  await lane.redis.hset(lane.keys.watermark, 'often', mark.replace(/^\d+/, String(back)))
  await lane.redis.hset(lane.keys.definitions, 'often', records.replace(/"from":\d+/, `"from":${back}`))
  await lane.redis.del(lane.keys.stamps, lane.keys.pending)
}

describe('schedule:backfill', () => {
  it('lists, asks when there are many, runs, and has nothing left to do', async () => {
    await horarium(project, 'cron:run')
    await leaveGap()
    await horarium(project, 'cron:run')

    const planned = (await answerOf(project, 'schedule:backfill', 'often', '--from', '-1h', '--dry-run')) as unknown[]
    expect(planned.length).toBeGreaterThan(10)
    const asked = await horarium(project, 'schedule:backfill', 'often', '--from', '-1h')
    expect(asked).toMatchObject({ code: 2, stdout: '' })
    expect(asked.stderr).toContain('Add --yes')
    const done = await horarium(project, 'schedule:backfill', 'often', '--from', '-1h', '--yes')
    expect(done.code).toBe(0)
    expect(done.stdout).toContain(`${planned.length} runs of ${planned.length} made up for; 0 failed.`)
    expect(await answerOf(project, 'schedule:backfill', 'often', '--from', '-1h', '--dry-run')).toEqual([])
  })
})
