import { addEntry, findJob, revokeToken } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { listenTo } from './support/event-stream.js'
import { openTestService } from './support/test-service.js'

const SOON = { timeout: 5_000 }

describe('whoever listens to what changes', () => {
  it('hears of entries, and of whose group they are', async () => {
    const { app, service } = await openTestService()
    const { heard } = await listenTo(service.address)
    await addEntry(app, findJob(app.configuration().jobs, 'well'), {})
    await expect.poll(() => heard, SOON).toContainEqual({ topic: 'entries', group: 'default' })
    expect(heard).not.toContainEqual(expect.objectContaining({ topic: 'configuration' }))
  })

  it('hears of a change when this process answers from it', async () => {
    const { ask, service } = await openTestService()
    const { heard } = await listenTo(service.address)
    await ask('PUT', '/api/v1/jobs/well/schedule', { body: { preset: 'daily' } })
    await expect.poll(() => heard, SOON).toContainEqual({ topic: 'configuration' })
    expect((await ask('GET', '/api/v1/jobs/well/schedule')).body).toMatchObject({ preset: 'daily' })
  })

  it('hears the same as everybody else who listens', async () => {
    const { app, service } = await openTestService()
    const [one, other] = [await listenTo(service.address), await listenTo(service.address)]
    await addEntry(app, findJob(app.configuration().jobs, 'well'), {})
    await expect.poll(() => [one.heard.length, other.heard.length], SOON).toEqual([1, 1])
    expect(one.heard).toEqual(other.heard)
  })

  it('is let go at once when the service closes', async () => {
    const { service } = await openTestService()
    const { isOver } = await listenTo(service.address)
    await service.close(60_000)
    await expect.poll(isOver, SOON).toBe(true)
  })

  it('needs what every reader needs, and is let go when that is taken away', async () => {
    const { app, service, tokenFor } = await openTestService()
    const token = await tokenFor('view')
    await tokenFor('operate')
    const { status, isOver } = await listenTo(service.address, { authorization: `Bearer ${token}` })
    expect([status, (await listenTo(service.address)).status]).toEqual([200, 401])
    await revokeToken(app, 'view')
    await expect.poll(isOver, { timeout: 20_000 }).toBe(true)
  }, 30_000)

  it('is refused where two hundred listen already', async () => {
    const { service } = await openTestService()
    const streams = await Promise.all(Array.from({ length: 201 }, () => listenTo(service.address)))
    expect(streams.map(({ status }) => status).filter((status) => status !== 200)).toEqual([409])
  })
})
