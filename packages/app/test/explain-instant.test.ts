import { type App, explainInstant, setJobActive } from '@horarium/app'
import { DEFAULT_POLICY, entryId } from '@horarium/core'
import { execute, generate, type LanePlan, openExecutionPorts, release } from '@horarium/engine'
import { describe, expect, it } from 'vitest'
import { planFor, senderFor } from './support/lanes.js'
import { at, job, jobOf, openTestApp, silent } from './support/test-app.js'

const MINUTE = 60_000

/** An app on a full minute, whose timetable is written. */
async function writtenApp(
  expression = '*/5 * * * *',
  method = 'ok',
): Promise<{ readonly app: App; readonly noon: number }> {
  const app = await openTestApp({ jobs: { mail: job(expression, method) } })
  const noon = Math.ceil(app.clock.now() / (10 * MINUTE)) * 10 * MINUTE
  await generate(planFor(app, 'default'), noon)
  return { app: at(app, noon), noon }
}

async function story(app: App, instant: number): Promise<string> {
  return (await explainInstant(app, 'mail', instant)).sentences.join('\n')
}

function retrying(plan: LanePlan): LanePlan {
  const retry = { ...DEFAULT_POLICY.retry, retries: 1 }
  const jobs = [...plan.jobs].map(([code, { definition, ...rest }]) => {
    return [code, { ...rest, definition: { ...definition, policy: { ...definition.policy, retry } } }] as const
  })
  return { ...plan, jobs: new Map(jobs) }
}

const stamp = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`

describe('the story of an instant', () => {
  it('goes from the calendar over release and claim to the end', async () => {
    const { app, noon } = await writtenApp()
    const due = noon + 5 * MINUTE
    const plan = planFor(app, 'default')
    await release(plan, senderFor(app, 'default'), due)
    const ports = openExecutionPorts({
      plan: () => plan,
      clock: { now: () => due },
      logger: silent,
      worker: 'w-1',
      sender: senderFor(app, 'default'),
    })
    await execute(entryId('mail', due), plan, ports)

    const told = await story(at(app, due + MINUTE), due)

    expect(told).toContain(`was '*/5 * * * *' (standard, UTC), every 5 minutes, since ${stamp(noon)}.`)
    expect(told).toContain(`was written down, at ${stamp(noon)} at the earliest`)
    expect(told).toContain(`released to the queue at ${stamp(due)}`)
    expect(told).toContain(`w-1 claimed it at ${stamp(due)}, 0.0 s after its time (attempt 1)`)
    expect(told).toContain('It ended as success')
  })

  it('tells of every attempt that failed, and of the one that is waited for', async () => {
    const { app, noon } = await writtenApp('*/5 * * * *', 'fail')
    const due = noon + 5 * MINUTE
    const plan = planFor(app, 'default')
    await release(plan, senderFor(app, 'default'), due)
    const ports = openExecutionPorts({
      plan: () => plan,
      clock: { now: () => due },
      logger: silent,
      worker: 'w-1',
      sender: senderFor(app, 'default'),
    })
    await execute(entryId('mail', due), retrying(plan), ports)

    const told = await story(at(app, due), due)

    expect(told).toContain(`Attempt 1 was begun by w-1 at ${stamp(due)} and failed at ${stamp(due)}: TypeError`)
    expect(told).toContain('It waits for its next attempt, at ')
  })

  it('names the neighbours of what is no instant', async () => {
    const { app, noon } = await writtenApp()
    const told = await story(app, noon + 7 * MINUTE)
    expect(told).toContain(
      `is no instant of it. The nearest are ${stamp(noon + 5 * MINUTE)} before and ${stamp(noon + 10 * MINUTE)} after`,
    )
  })

  it('tells who switched the job off, and that nothing was to run', async () => {
    const { app, noon } = await writtenApp()
    await setJobActive(app, jobOf(app, 'mail'), false)
    const told = await story(at(app, noon + 9 * MINUTE), noon + 5 * MINUTE)
    expect(told).toContain(`did not start mail, since ${stamp(noon)}: it was disabled.`)
    expect(told).toContain(`${app.author} changed crontab/jobs/mail/active`)
    expect(told).toContain('nothing was to run')
  })

  it('tells of a gap, of what nobody has written yet, and of what is to come', async () => {
    const { app, noon } = await writtenApp('0 * * * *')
    const later = noon + 600 * MINUTE
    const hour = Math.ceil(noon / (60 * MINUTE)) * 60 * MINUTE + 120 * MINUTE
    expect(await story(at(app, later), hour)).toContain('nothing has written the timetable so far')
    await generate(planFor(app, 'default'), later)
    expect(await story(at(app, later), hour)).toContain('It never ran: from')
    expect(await story(at(app, noon), hour + 6_000 * MINUTE)).toContain('to come, and is not written down yet')
  })

  it('knows the entry that ran instead, and a past before the first', async () => {
    const { app, noon } = await writtenApp()
    await release(planFor(app, 'default'), senderFor(app, 'default'), noon + 10 * MINUTE)
    const told = await story(at(app, noon + 10 * MINUTE), noon + 5 * MINUTE)
    expect(told).toContain(`misfire: ${entryId('mail', noon + 10 * MINUTE)} runs instead`)
    expect(told).toContain(`${entryId('mail', noon + 10 * MINUTE)} is pending.`)
    expect(await story(app, noon - 60 * MINUTE)).toContain('The timetable did not know mail')
    await expect(explainInstant(app, 'mial', noon)).rejects.toMatchObject({ code: 'unknown' })
  })
})
