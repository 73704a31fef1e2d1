import { Node } from '@horarium/app'
import { openTelemetry } from '@horarium/telemetry'
import { expect, it, onTestFinished, vi } from 'vitest'
import { attributesOf, type Receiver, startReceiver } from './support/receiver.js'
import { does, openTestApp } from './support/test-app.js'

/** A node that exports to a receiver of its own until the test ends. */
async function openExporting(
  jobs: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>>,
): Promise<Receiver> {
  const receiver = await startReceiver()
  const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.address, OTEL_BSP_SCHEDULE_DELAY: '50', ...variables }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  const { app } = await openTestApp(jobs)
  const telemetry = await openTelemetry(app, { version: '1.2.3', environment })
  onTestFinished(() => telemetry.close())
  const node = new Node(app, {})
  await node.start()
  onTestFinished(() => node.stop(0))
  return receiver
}

const JSON_ONLY = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }

it('a run is a span with what it was and how it ended, linked to the span of its release', async () => {
  const receiver = await openExporting({ good: `<every>1</every>${does()}` }, JSON_ONLY)
  await expect.poll(() => receiver.spans().map(({ name }) => name)).toContain('run good')

  const run = receiver.spans().find(({ name }) => name === 'run good')
  const [link] = run?.links ?? []
  const release = receiver.spans().find(({ spanId }) => spanId === link?.spanId)
  expect(release).toMatchObject({ name: 'release good', traceId: run?.traceId })
  const facts = run ? attributesOf(run) : {}
  expect(facts).toMatchObject({ 'horarium.job': 'good', 'horarium.group': 'default', 'horarium.outcome': 'success' })
  expect(facts['horarium.entry']).toMatch(/^good@/)
  expect(facts).toHaveProperty('horarium.lateness_ms')
  expect(Number(run?.endTimeUnixNano)).toBeGreaterThanOrEqual(Number(run?.startTimeUnixNano))
})

it('each attempt is a span of one trace, and one that failed tells why', async () => {
  const policy = '<retries>1</retries><backoff>1s</backoff>'
  const receiver = await openExporting({ shaky: `<every>1</every>${policy}${does('failOnce')}` }, JSON_ONLY)
  const attempts = (): readonly unknown[] =>
    receiver.spans().filter((span) => attributesOf(span)['horarium.attempt'] === 2)
  await expect.poll(attempts).not.toHaveLength(0)

  const second = receiver.spans().find((span) => attributesOf(span)['horarium.attempt'] === 2)
  const trace = receiver.spans().filter(({ traceId }) => traceId === second?.traceId)
  const first = trace.find((span) => attributesOf(span)['horarium.attempt'] === 1)
  expect(first?.status).toEqual({ code: 2, message: 'TypeError: not yet' })
  expect(first && attributesOf(first)['horarium.outcome']).toBe('retried')
  expect(trace.filter(({ name }) => name === 'release shaky')).toHaveLength(2)
  expect(second?.links?.[0]?.spanId).not.toBe(first?.links?.[0]?.spanId)
})

it('the figures of /metrics are exported by the same names', async () => {
  const interval = { OTEL_METRIC_EXPORT_INTERVAL: '100' }
  const receiver = await openExporting({ good: `<every>1</every>${does()}` }, { ...JSON_ONLY, ...interval })
  const bodies = (): string =>
    receiver.posts
      .filter(({ path }) => path === '/v1/metrics')
      .map(({ body }) => String(body))
      .join('\n')
  await expect.poll(bodies).toContain('horarium_entries_total')

  expect(bodies()).toContain('"name":"horarium_redis_up"')
  expect(bodies()).toMatch(/"name":"horarium_lateness_seconds".{0,200}"histogram"/)
  expect(bodies()).toContain('"key":"service.name","value":{"stringValue":"horarium"}')
})

it('both are protobuf unless JSON is asked for', async () => {
  const receiver = await openExporting({ good: `<every>1</every>${does()}` }, { OTEL_METRIC_EXPORT_INTERVAL: '100' })
  const kinds = (): readonly string[] => [...new Set(receiver.posts.map(({ path, type }) => `${path} ${type}`))]

  await expect
    .poll(() => kinds().toSorted())
    .toEqual(['/v1/metrics application/x-protobuf', '/v1/traces application/x-protobuf'])
  const traces = (): string => receiver.posts.map(({ body }) => String(body)).join('')
  await expect.poll(() => traces().includes('run good')).toBe(true)
})

it('a signal that is not wanted is not exported', async () => {
  const variables = { ...JSON_ONLY, OTEL_METRIC_EXPORT_INTERVAL: '100', OTEL_TRACES_EXPORTER: 'none' }
  const receiver = await openExporting({ good: `<every>1</every>${does()}` }, variables)
  await expect.poll(() => receiver.posts.length).toBeGreaterThan(20)

  expect([...new Set(receiver.posts.map(({ path }) => path))]).toEqual(['/v1/metrics'])
})

it('a collector that refuses harms no run, and is complained of once in a while', async () => {
  const receiver = await startReceiver(400)
  const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.address, OTEL_METRIC_EXPORT_INTERVAL: '50' }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  const warnings: string[] = []
  const { app } = await openTestApp({}, (message) => warnings.push(message))
  const telemetry = await openTelemetry(app, { version: '1.2.3', environment })
  await expect.poll(() => receiver.posts.length).toBeGreaterThan(3)
  await telemetry.close()

  expect(warnings).toEqual(['an export failed'])
})
