import type { Browser } from 'playwright-core'
import type { Bench } from '../bench.js'
import { startChild } from '../child.js'
import { builtPages, CHROMIUM, hasChromium, launchChromium } from '../chromium.js'
import { median, round } from '../figures.js'
import { withFreshRedis } from '../fresh-redis.js'
import { declareUsual, withFolder, writeModule } from '../module-folders.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface FirstLoad {
  /** What came over the wire until the page could be worked with. */
  readonly kilobytes: number
  /** Until it could. */
  readonly interactiveMs: number
}

const JOBS = 100
const NOT_MEASURED = -1

/** The admin's first page in a browser that has never seen it. */
export const FIRST_LOAD: Row = defineRow<FirstLoad>({
  name: 'firstLoad',
  measure,
  bars: [
    {
      what: 'first load of the pages, compressed',
      bar: '< 250 KB',
      read: ({ kilobytes }) => (kilobytes === NOT_MEASURED ? `no Chromium (${CHROMIUM})` : `${kilobytes} KB`),
      isMet: ({ kilobytes }) => kilobytes !== NOT_MEASURED && kilobytes < 250,
    },
    {
      what: 'the same: until it can be worked with',
      bar: '< 1 s',
      read: ({ interactiveMs }) => `${interactiveMs} ms`,
      isMet: ({ interactiveMs }) => interactiveMs !== NOT_MEASURED && interactiveMs < 1_000,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<FirstLoad>> {
  if (!hasChromium()) return { figure: { kilobytes: NOT_MEASURED, interactiveMs: NOT_MEASURED } }
  const pages = builtPages()
  return withFolder(async (directory) => {
    await writeModule(directory, 'Usual', declareUsual('Usual', JOBS))
    return withFreshRedis(bench, async ({ address }) => {
      const child = startChild('service', { address, directory, pages })
      const url = await child.next<string>()
      const browser = await launchChromium()
      const loads: FirstLoad[] = []
      for (let nth = 0; nth < bench.rounds; nth += 1) loads.push(await load(browser, url))
      await browser.close()
      await child.kill()
      const [kilobytes, interactiveMs] = [
        median(loads.map((one) => one.kilobytes)),
        median(loads.map((one) => one.interactiveMs)),
      ]
      return { figure: { kilobytes, interactiveMs } }
    })
  })
}

// A context of its own has an empty cache.
async function load(browser: Browser, url: string): Promise<FirstLoad> {
  const page = await browser.newPage()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  // It is there, and does what it is told.
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  const interactiveMs = await page.evaluate<number>('performance.now()')
  const bytes = await page.evaluate<number>(
    'performance.getEntries().reduce((sum, { transferSize = 0 }) => sum + transferSize, 0)',
  )
  await page.context().close()
  return { kilobytes: round(bytes / 1_024, 0), interactiveMs: round(interactiveMs, 0) }
}
