import { openProbes } from '@horarium/http'
import { expect, it, onTestFinished } from 'vitest'
import { openTestService } from './support/test-service.js'

const metrics = { contentType: 'text/plain; version=0.0.4', text: () => Promise.resolve('horarium_redis_up 1\n') }

it('a service tells its figures to whoever may view', async () => {
  const { service, tokenFor, ask } = await openTestService({ metrics })
  const open = await fetch(`${service.address}/metrics`)
  expect(await open.text()).toBe('horarium_redis_up 1\n')
  expect(open.headers.get('content-type')).toBe(metrics.contentType)

  const token = await tokenFor('view')
  expect((await ask('GET', '/metrics')).status).toBe(401)
  const told = await fetch(`${service.address}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  expect(told.status).toBe(200)
})

it('probes tell life, readiness and figures to anybody, and nothing else', async () => {
  const { app, tokenFor } = await openTestService()
  await tokenFor('view')
  const probes = await openProbes(app, { port: 0, host: '127.0.0.1', metrics })
  onTestFinished(() => probes.close(0))
  const status = async (path: string, method = 'GET'): Promise<number> =>
    (await fetch(probes.address + path, { method })).status

  expect(await Promise.all(['/livez', '/readyz', '/metrics'].map((path) => status(path)))).toEqual([200, 200, 200])
  expect(await status('/health')).toBe(404)
  expect(await status('/trigger/well', 'POST')).toBe(404)
  expect(await status('/metrics', 'POST')).toBe(405)
})

it('what a request makes the process log carries its id', async () => {
  const { ask, logged } = await openTestService()
  await ask('POST', '/trigger/broken?async=0', { headers: { 'x-request-id': 'mine-1' } })
  expect(logged).toContainEqual(expect.objectContaining({ message: 'run failed', requestId: 'mine-1' }))
  const answered = {
    message: 'request answered',
    requestId: 'mine-1',
    path: '/trigger/broken',
    status: 200,
    component: 'http',
  }
  await expect.poll(() => logged).toContainEqual(expect.objectContaining(answered))
})
