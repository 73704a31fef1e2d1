import { createUser } from '@horarium/app'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest, openAdmin } from './support/browser.js'
import { FIELDS, MARKED, markupOf, writeMarkup } from './support/marked.js'

/** What of the markup became elements, or ran. */
function becameOf(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('[data-ran]')].map(String).concat(globalThis.ran ?? [])`)
}

/** The paths of the pages in the menu. */
async function roomsOf(page: Page): Promise<readonly string[]> {
  const links = await page.getByRole('navigation').getByRole('link').all()
  return Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? '/'))
}

async function openWhole(page: Page, path: string): Promise<string> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.getByRole('status', { name: 'Waiting for the service' }).count()).toBe(0)
  // A log is read by itself, until it is known to be whole.
  await expect.poll(() => page.getByText('It has logged nothing yet').count()).toBe(0)
  // What is folded is on the page as well.
  return page.evaluate(
    'document.body.innerText + [...document.querySelectorAll("input,textarea")].map((one) => one.value)',
  )
}

browserTest(
  'markup in any field is a text on every page, and never becomes an element or runs',
  async () => {
    const { app, page, complaints } = await openAdmin(MARKED)
    const entries = await writeMarkup(app)
    const rooms = await roomsOf(page)
    const jobs = ['marked', 'marked_fails', 'marked_expression', 'well'].map((code) => `/jobs/${code}`)
    const seen = new Set<string>()
    for (const path of [...rooms, ...jobs, ...entries.map((id) => `/entries/${id}`)]) {
      const text = await openWhole(page, path)
      // A result is shown as JSON.
      for (const field of FIELDS) if (new RegExp(`data-ran=\\\\?"${field}`).test(text)) seen.add(field)
      expect([path, await becameOf(page)]).toEqual([path, []])
    }
    expect([...seen].toSorted()).toEqual([...FIELDS].toSorted())
    expect(complaints.filter((text) => /Content.Security|Refused/i.test(text))).toEqual([])
  },
  180_000,
)

browserTest(
  'markup in the address is a text',
  async () => {
    const { page } = await openAdmin(MARKED)
    const markup = encodeURIComponent(markupOf('address'))
    const rooms = await roomsOf(page)
    const searches = rooms.map((path) => `${path}?search=${markup}&group=${markup}&author=${markup}&status=${markup}`)
    for (const path of [...searches, `/jobs/${markup}`, `/entries/${markup}`, `/${markup}`]) {
      await openWhole(page, path)
      expect([path, await becameOf(page)]).toEqual([path, []])
    }
  },
  180_000,
)

browserTest('markup is a text where one searches and in what one is asked', async () => {
  const { app, page, open } = await openAdmin(MARKED)
  await writeMarkup(app)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill('marked')
  await page.getByRole('dialog').getByText('data-ran="label"').waitFor()
  expect(await becameOf(page)).toEqual([])
  await open('/jobs/marked')
  for (const name of ['Run now', 'Resume']) {
    await page.getByRole('button', { name }).click()
    await page.getByRole('dialog').waitFor()
    expect([name, await becameOf(page)]).toEqual([name, []])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
})

browserTest('nobody is called by markup', async () => {
  const { app } = await openAdmin(MARKED)
  const made = createUser(app, { name: markupOf('user'), role: 'view', password: 'four words are kept' })
  await expect(made).rejects.toMatchObject({ code: 'usage' })
})
