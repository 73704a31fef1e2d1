import { Node } from '@horarium/app'
import { type Metrics, openMetrics } from '@horarium/telemetry'
import { expect, it, onTestFinished } from 'vitest'
import { scrape } from './support/scrape.js'
import { does, openTestApp } from './support/test-app.js'

const EACH_SECOND = '<every>1</every>'

async function openWorking(jobs: Readonly<Record<string, string>>): Promise<Metrics> {
  const { app } = await openTestApp(jobs)
  const metrics = openMetrics(app, '1.2.3')
  onTestFinished(() => metrics.close())
  const node = new Node(app, {})
  await node.start()
  onTestFinished(() => node.stop(0))
  return metrics
}

it('what a node does is counted by group and status, with lateness and duration', async () => {
  const good = EACH_SECOND + does()
  const bad = `<group>nightly</group>${EACH_SECOND}${does('fail')}`
  const metrics = await openWorking({ good, bad })
  const value = async (sample: string): Promise<number> => (await scrape(metrics)).get(sample) ?? 0

  await expect.poll(() => value('horarium_entries_total{group="default",status="success"}')).toBeGreaterThan(0)
  await expect.poll(() => value('horarium_entries_total{group="nightly",status="error"}')).toBeGreaterThan(0)
  const samples = await scrape(metrics)
  for (const name of ['written_total', 'released_total', 'started_total', 'lateness_seconds_count']) {
    expect(samples.get(`horarium_${name}{group="default"}`)).toBeGreaterThan(0)
  }
  const ended = samples.get('horarium_entries_total{group="nightly",status="error"}')
  expect(samples.get('horarium_run_duration_seconds_count{group="nightly"}')).toBe(ended)
  expect(samples.get('horarium_lateness_seconds_bucket{le="900",group="default"}')).toBeGreaterThan(0)
})

it('a further attempt is counted as begun, but its lateness is not', async () => {
  const policy = '<retries>1</retries><backoff>1s</backoff>'
  const metrics = await openWorking({ shaky: `${EACH_SECOND}${policy}${does('failOnce')}` })
  const read = async (name: string): Promise<number> =>
    (await scrape(metrics)).get(`horarium_${name}{group="default"}`) ?? 0

  await expect.poll(() => read('retried_total')).toBeGreaterThan(0)
  await expect
    .poll(async () => (await read('started_total')) - (await read('lateness_seconds_count')))
    .toBeGreaterThan(0)
})

it('how the instance stands is what any process of it shows', async () => {
  const { app } = await openTestApp({ good: EACH_SECOND + does(), broken: does('nowhere') })
  const metrics = openMetrics(app, '1.2.3')
  onTestFinished(() => metrics.close())

  const samples = await scrape(metrics)
  expect(samples.get(`horarium_info{version="1.2.3",node="${process.version}"}`)).toBe(1)
  expect(samples.get('horarium_jobs{status="invalid"}')).toBe(1)
  expect(samples.get('horarium_redis_up')).toBe(1)
  expect(samples.get('horarium_running{group="default"}')).toBe(0)
  expect(samples.get('horarium_timetable_horizon_seconds{group="default"}')).toBe(1_200)
  expect(Math.abs(samples.get('horarium_clock_offset_seconds') ?? Number.NaN)).toBeLessThan(60)
})

it('without Redis a process still tells of itself, and of the instance only that it is out of reach', async () => {
  const { app, close } = await openTestApp()
  const metrics = openMetrics(app, '1.2.3')
  onTestFinished(() => metrics.close())
  await close()

  const samples = await scrape(metrics)
  expect(samples.get('horarium_redis_up')).toBe(0)
  expect([...samples.keys()].filter((name) => name.startsWith('horarium_pending'))).toEqual([])
  expect(samples.get('process_start_time_seconds')).toBeGreaterThan(0)
})

it('groups beyond the first hundred share one label', async () => {
  const codes = Array.from({ length: 130 }, (_, number) => `job_${number}`)
  const { app } = await openTestApp(
    Object.fromEntries(codes.map((code) => [code, `<group>g_${code}</group><every>60</every>${does()}`])),
  )
  const metrics = openMetrics(app, '1.2.3')
  onTestFinished(() => metrics.close())

  const samples = await scrape(metrics)
  const labels = [...samples.keys()].filter((name) => name.startsWith('horarium_pending{'))
  expect(labels).toHaveLength(101)
  expect(labels).toContain('horarium_pending{group="other"}')
})
