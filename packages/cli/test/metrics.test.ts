import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { begin, horarium, stopAll } from './support/horarium.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({ [CONFIG_XML]: jobsXml({ tick: { does: 'tick', when: '<every>1</every>' } }) })
})
afterAll(() => removeProject(project))

it('a worker with a port answers probes and its figures there, and ends as well as one without', async () => {
  const worker = begin(project, 'worker', '--port', '0')
  await worker.until('"probes listen"')
  const address = /"address":"([^"]+)"/.exec(worker.output())?.[1] ?? ''
  const metrics = async (): Promise<string> => (await fetch(`${address}/metrics`)).text()

  await expect.poll(metrics).toMatch(/^horarium_entries_total\{group="default",status="success"\} [1-9]/m)
  expect((await fetch(`${address}/livez`)).status).toBe(200)
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  await stopAll([worker])
}, 60_000)

it('a worker whose port is none or taken ends with 2', async () => {
  const worker = begin(project, 'worker', '--port', '0')
  await worker.until('"probes listen"')
  const port = /:(\d+)"/.exec(worker.output())?.[1] ?? ''

  const taken = await horarium(project, 'worker', '--port', port)
  expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining(`Port ${port} of 127.0.0.1 is in use`) })
  expect(await horarium(project, 'worker', '--port', 'x')).toMatchObject({ code: 2 })
  await stopAll([worker])
}, 60_000)

it('a pass hands what it did to a collector of OpenTelemetry before it ends', async () => {
  const posts: string[] = []
  const collector = createServer((request, response) => {
    posts.push(request.url ?? '')
    request.resume().on('end', () => response.end('{}'))
  })
  await new Promise<void>((resolve) => {
    collector.listen(0, '127.0.0.1', resolve)
  })
  const address = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const calling = { cwd: project, environment: { OTEL_EXPORTER_OTLP_ENDPOINT: address } }

  await expect
    .poll(async () => [(await horarium(calling, 'cron:run')).code, posts.includes('/v1/traces')], { timeout: 30_000 })
    .toEqual([0, true])
  expect(posts).toContain('/v1/metrics')
  collector.close()
}, 60_000)
