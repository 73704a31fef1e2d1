import { planOf } from '@horarium/app'
import { writeTimetable } from '@horarium/store'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin, PHONE, type TestAdmin, type TestAdminOptions } from './support/browser.js'
import { job } from './support/instance.js'

const OTHER = { other: `<group>reports</group>${job('ok', '*/10 * * * *')}` }

const LINE_PX = 28
const HOUR = 3_600_000

type Before = TestAdminOptions['before']

/** The timeline of an instance whose jobs `well` and `broken` ran once. */
async function openTimeline(options: Parameters<typeof openAdmin>[0] = {}): Promise<TestAdmin> {
  const before: typeof options.before = async ({ address }) => {
    for (const code of ['well', 'broken']) await fetch(`${address}/trigger/${code}`, { method: 'POST' })
  }
  const admin = await openAdmin({ jobs: OTHER, works: false, path: '/timeline', before, ...options })
  await admin.page.getByRole('link', { name: 'broken' }).waitFor()
  return admin
}

function picture(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('application', { name: /^Timeline of all jobs/ })
}

/** Goes to the newest entry of a job, with the keys alone. */
async function stepTo(page: Page, lines: number): Promise<void> {
  await picture(page).focus()
  for (let line = 0; line < lines; line += 1) await page.keyboard.press('ArrowDown')
  await expect
    .poll(async () => {
      await page.keyboard.press('.')
      return page.getByRole('tooltip').count()
    })
    .toBe(1)
}

browserTest('the timeline has a line for every group and every job', async () => {
  const { page, complaints } = await openTimeline()
  for (const group of ['default', 'reports']) await page.getByRole('button', { name: group, expanded: true }).waitFor()
  for (const code of ['broken', 'lost', 'slow', 'well', 'other']) {
    await page.getByRole('link', { name: code, exact: true }).waitFor()
  }
  expect(complaints).toEqual([])
})

browserTest('the keys alone find an entry, tell why it ended so, and open it', async () => {
  const { page } = await openTimeline()
  await stepTo(page, 2)
  const card = page.getByRole('tooltip')
  await card.getByText('error', { exact: true }).waitFor()
  await card.getByText('the disk is full').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/entries\/broken(%40|@)/)
})

browserTest('a click on what ran opens it', async () => {
  const { page } = await openTimeline()
  const { x, y, width } = (await page.locator('.tl-canvas').boundingBox()) ?? { x: 0, y: 0, width: 0 }
  // The present stands at seven tenths; what has just run is there. The second line is the first job.
  const ran = [x + width * 0.7 - 1, y + 1.5 * LINE_PX] as const
  await expect
    .poll(async () => {
      await page.mouse.move(ran[0] + 9, ran[1])
      await page.mouse.move(...ran)
      return page.getByRole('tooltip').count()
    })
    .toBe(1)
  await page.mouse.click(...ran)
  await page.waitForURL(/\/entries\/broken(%40|@)/)
})

browserTest('a job far down is there when one has come to it', async () => {
  const many = Array.from({ length: 60 }, (_, nth) => [`job_${10 + nth}`, job('ok')] as const)
  const { page, address } = await openTimeline({ jobs: Object.fromEntries(many) })
  await fetch(`${address}/trigger/job_65`, { method: 'POST' })
  await stepTo(page, 58)
  await page.getByRole('tooltip').getByText('job_65').waitFor()
  await page.waitForURL(/row=\d+/)
  await page.reload()
  await page.getByRole('link', { name: 'job_65' }).waitFor()
})

browserTest('what failed is drawn in its colour', async () => {
  const { page } = await openTimeline()
  const reddish = `(() => {
    const canvas = document.querySelector('.tl-canvas')
    const { data } = canvas.getContext('2d').getImageData(0, 28, canvas.width, 28)
    let count = 0
    for (let at = 0; at < data.length; at += 4) if (data[at] > 230 && data[at + 1] < 120 && data[at + 2] < 120) count += 1
    return count
  })()`
  await expect.poll(() => page.evaluate<number>(reddish)).toBeGreaterThan(10)
})

browserTest('a time in which nothing ran says how many instants passed, and why', async () => {
  const before: Before = async ({ app }) => {
    const now = app.clock.now()
    const gap = { jobCode: 'slow', from: now - HOUR, to: now - HOUR / 6, count: 7, reason: 'nobody was there' }
    const next = { at: now, fingerprint: 'test' }
    const write = { jobCode: 'slow', expected: undefined, next, withdraw: [], add: [], gap }
    await writeTimetable(planOf(app.plans(), 'slow').lane, [write])
  }
  const { page } = await openTimeline({ before })
  const { x, y, width } = (await page.locator('.tl-canvas').boundingBox()) ?? { x: 0, y: 0, width: 0 }
  // Half an hour before the present, of three hours.
  await expect
    .poll(async () => {
      await page.mouse.move(x + width * (0.7 - 1 / 6), y + 3.5 * LINE_PX)
      await page.mouse.move(x + width * (0.7 - 1 / 6) + 1, y + 3.5 * LINE_PX)
      return page.getByRole('tooltip').allInnerTexts()
    })
    .toEqual([expect.stringMatching(/7 instants passed without a run[^]*nobody was there/)])
})

browserTest('a finger is told what it has touched, and where to open it', async () => {
  const { page } = await openTimeline({ context: { viewport: PHONE, hasTouch: true } })
  const { x, y, width } = (await page.locator('.tl-canvas').boundingBox()) ?? { x: 0, y: 0, width: 0 }
  await expect
    .poll(async () => {
      await page.touchscreen.tap(x + width * 0.7 - 1, y + 1.5 * LINE_PX)
      return page.getByRole('tooltip').count()
    })
    .toBe(1)
  await page
    .getByRole('tooltip')
    .getByRole('link', { name: /^broken@/ })
    .click()
  await page.waitForURL(/\/entries\/broken(%40|@)/)
})

browserTest('a run that begins while one looks comes by itself, and so does its end', async () => {
  const { page, address } = await openTimeline({ works: true })
  const asked = await fetch(`${address}/trigger/slow?async=1`, { method: 'POST' })
  const { entryId } = (await asked.json()) as { readonly entryId: string }
  await stepTo(page, 4)
  await page.getByRole('tooltip').getByText('Running for').waitFor()
  await fetch(`${address}/api/v1/entries/${encodeURIComponent(entryId)}/kill`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ why: 'seen enough' }),
  })
  await page.getByRole('tooltip').getByText('killed', { exact: true }).waitFor()
})

browserTest('Enter folds a group, and opens it again', async () => {
  const { page } = await openTimeline()
  await picture(page).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'default', expanded: false }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'default', expanded: true }).waitFor()
})

browserTest('when the service is gone the picture stays, and says so', async () => {
  const { page, closeService, reopenService } = await openTimeline()
  await closeService()
  await page.getByRole('button', { name: 'Zoom out (−)' }).click()
  await page.getByText('The service cannot be reached.').first().waitFor()
  await page.getByRole('link', { name: 'broken' }).waitFor()
  await reopenService()
})

browserTest('the address keeps the time, what is folded and what is searched for', async () => {
  const { page } = await openTimeline()
  await page.getByText('1 week').click()
  await page.getByRole('button', { name: 'Earlier (Shift ←)' }).click()
  await page.getByRole('button', { name: 'default', expanded: true }).click()
  await page.waitForURL(/span=604800.*/)
  await page.waitForURL(/from=.*/)
  await page.reload()
  await page.getByRole('button', { name: 'default', expanded: false }).waitFor()
  await expect.poll(() => page.getByRole('radio', { name: '1 week' }).isChecked()).toBe(true)
  await page.keyboard.press('/')
  await page.keyboard.type('oth')
  await expect.poll(() => page.getByRole('button', { name: /default/ }).count()).toBe(0)
  await page.waitForURL(/search=oth/)
})

browserTest('plus and minus zoom, and N comes back to the present', async () => {
  const { page } = await openTimeline()
  await picture(page).focus()
  await page.keyboard.press('-')
  await page.waitForURL(/span=21600/)
  await page.keyboard.press('ArrowLeft')
  await page.waitForURL(/from=/)
  await page.keyboard.press('n')
  await expect.poll(() => new URL(page.url()).searchParams.has('from')).toBe(false)
  await page.keyboard.press('+')
  await page.waitForURL((url) => !url.searchParams.has('span') || url.searchParams.get('span') === '10800')
})

browserTest('the same is there as a table, those with failures first', async () => {
  const { page } = await openTimeline()
  await page.getByRole('button', { name: 'View' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'As a table' }).click()
  const first = page.getByRole('row').nth(1)
  await first.getByRole('link', { name: 'broken' }).waitFor()
  expect(await first.getByRole('cell').allInnerTexts()).toEqual(['default', '0', '1', '0', '0', '0', '1'])
})

browserTest('a search that finds nothing says what to do', async () => {
  const { page } = await openTimeline()
  await page.getByRole('searchbox').fill('nobody')
  await page.getByText('No job fits').waitFor()
  await page.getByRole('button', { name: 'Show all jobs' }).click()
  await page.getByRole('link', { name: 'broken' }).waitFor()
})

browserTest('the timeline is accessible', async () => {
  const { page } = await openTimeline()
  expect(await seriousFaults(page)).toEqual([])
  await page.goto('/timeline?as=table')
  await page.getByRole('row').nth(1).waitFor()
  expect(await seriousFaults(page)).toEqual([])
})

browserTest('the timeline fits a phone', async () => {
  const { page } = await openTimeline({ context: { viewport: PHONE, hasTouch: true } })
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})
