import type { Page } from 'playwright-core'
import type { Bench } from '../bench.js'
import { startChild } from '../child.js'
import { builtPages, CHROMIUM, hasChromium, launchChromium } from '../chromium.js'
import { percentile, round } from '../figures.js'
import { withFreshRedis } from '../fresh-redis.js'
import { loadHistory, MINUTE_MS } from '../load-history.js'
import { withFolder, writeModule } from '../module-folders.js'
import { benchLane, jobCode } from '../plans.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Timeline {
  readonly entries: number
  readonly jobs: number
  readonly frames: number
  readonly frameP50Ms: number
  readonly frameP95Ms: number
  /** What the page's own thread works for a frame, by its clock, which stands still while others have the core. */
  readonly workPerFrameMs: number
  readonly answerP95Ms: number
}

const RUNS = 40
const STEPS = 120
const ASKED = 40
const NOT_MEASURED = -1
const NOTHING: Timeline = {
  entries: 0,
  jobs: 0,
  frames: 0,
  frameP50Ms: NOT_MEASURED,
  frameP95Ms: NOT_MEASURED,
  workPerFrameMs: NOT_MEASURED,
  answerP95Ms: NOT_MEASURED,
}

/** The admin's timeline of thousands of jobs, as it is moved about in a browser. */
export const TIMELINE: Row = defineRow<Timeline>({
  name: 'timeline',
  measure,
  bars: [
    {
      what: 'timeline of 100,000 entries of 2,500 jobs: p95 of a frame while it moves',
      bar: '< 33 ms',
      read: ({ frameP95Ms }) => (frameP95Ms === NOT_MEASURED ? `no Chromium (${CHROMIUM})` : `${frameP95Ms} ms`),
      isMet: ({ frameP95Ms }) => frameP95Ms !== NOT_MEASURED && frameP95Ms < 33,
    },
    {
      what: 'the same: work of its thread for a frame',
      bar: '< 8 ms',
      read: ({ workPerFrameMs }) => `${workPerFrameMs} ms`,
      isMet: ({ workPerFrameMs }) => workPerFrameMs !== NOT_MEASURED && workPerFrameMs < 8,
    },
    {
      what: 'the same: p95 of an answer with 50 lanes',
      bar: '< 100 ms',
      read: ({ answerP95Ms }) => `${answerP95Ms} ms`,
      isMet: ({ answerP95Ms }) => answerP95Ms !== NOT_MEASURED && answerP95Ms < 100,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Timeline>> {
  if (!hasChromium()) return { figure: NOTHING }
  const jobs = bench.size(2_500, 100)
  return withFolder(async (directory) => {
    // None of them runs meanwhile, but for a bench at three o'clock.
    const declared = Array.from({ length: jobs }, (_, nth) => ({ code: jobCode(nth), expression: '0 3 * * *' }))
    await writeModule(directory, 'Picture', declared)
    return withFreshRedis(bench, async ({ address, redis }) => {
      bench.note(`${jobs * RUNS} entries of ${jobs} jobs`)
      const [seconds] = await redis.time()
      const from = Math.floor(Number(seconds) / 60) * MINUTE_MS - RUNS * MINUTE_MS
      await loadHistory(benchLane(redis), { jobs, runs: RUNS, from })
      const child = startChild('service', { address, directory, pages: builtPages() })
      const url = await child.next<string>()
      const moved = await moveAbout(url)
      const answers = await answersAt(url, from)
      await child.kill()
      const figure = { entries: jobs * RUNS, jobs, ...moved, answerP95Ms: round(percentile(answers, 95), 1) }
      return { figure, peers: figure }
    })
  })
}

// Every frame the browser shows, from one to the next.
const RECORD = `globalThis.frames = [];
(function next(before) { requestAnimationFrame((now) => { if (before) frames.push(now - before); next(now) }) })()`
const RECORDED = 'globalThis.frames'

async function moveAbout(url: string): Promise<Omit<Timeline, 'entries' | 'jobs' | 'answerP95Ms'>> {
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } })
  await page.goto(`${url}/timeline`)
  await page.getByRole('link', { name: jobCode(0) }).waitFor()
  // The lanes in sight are there.
  await page.waitForLoadState('networkidle')
  const work = await workOf(page)
  const before = await work()
  await page.evaluate(RECORD)
  await dragZoomAndScroll(page)
  const frames = await page.evaluate<number[]>(RECORDED)
  const workPerFrameMs = round(((await work()) - before) / frames.length, 1)
  await browser.close()
  const frameP50Ms = round(percentile(frames, 50), 1)
  return { frames: frames.length, frameP50Ms, frameP95Ms: round(percentile(frames, 95), 1), workPerFrameMs }
}

// How long the page's thread has worked so far, ms.
async function workOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1_000
  }
}

async function dragZoomAndScroll(page: Page): Promise<void> {
  const box = await page.locator('.tl-canvas').boundingBox()
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]
  await page.mouse.move(x, y)
  await drag(page, x, y)
  await zoom(page)
  await scroll(page)
}

async function drag(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.down()
  for (let step = 0; step < STEPS; step += 1) {
    const away = step < STEPS / 2 ? step : STEPS - step
    await page.mouse.move(x + 4 * away, y)
  }
  await page.mouse.up()
}

async function zoom(page: Page): Promise<void> {
  await page.keyboard.down('Control')
  for (let step = 0; step < STEPS; step += 1) await page.mouse.wheel(0, step < STEPS / 2 ? 4 : -4)
  await page.keyboard.up('Control')
}

async function scroll(page: Page): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) await page.mouse.wheel(0, 300)
}

async function answersAt(url: string, from: number): Promise<readonly number[]> {
  const time = `from=${new Date(from).toISOString()}&to=${new Date(from + 180 * MINUTE_MS).toISOString()}`
  const times: number[] = []
  let after = ''
  for (let nth = 0; nth < ASKED; nth += 1) {
    const begun = performance.now()
    const answer = await fetch(`${url}/api/v1/timeline?${time}&limit=50${after}`)
    const { next } = (await answer.json()) as { readonly next: string | null }
    times.push(performance.now() - begun)
    after = next === null ? '' : `&after=${next}`
  }
  return times
}
