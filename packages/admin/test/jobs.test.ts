import { queryEntries, setJob } from '@horarium/app'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin, PHONE } from './support/browser.js'
import { job } from './support/instance.js'

const MARKUP = '<img src=x onerror=alert(1)>'
const jobs = {
  mail: job('ok', '*/5 * * * *', '<label>Send mail</label><group>mail</group><params><colour>red</colour></params>'),
  night: job('ok', '30 2 * * *', '<timezone>Europe/Paris</timezone>'),
}

const codes = (page: Page): Promise<readonly string[]> => page.locator('tbody a').allInnerTexts()
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')

browserTest('jobs are found by what is typed, filtered and sorted, and a reload keeps it', async () => {
  const { page } = await openAdmin({ path: '/jobs', jobs })
  await page.getByRole('link', { name: 'Send mail' }).waitFor()

  await page.keyboard.press('/')
  await page.keyboard.type('mail')
  await expect.poll(() => codes(page)).toEqual(['Send mail'])
  await page.reload()
  await expect.poll(() => codes(page)).toEqual(['Send mail'])

  await page.getByRole('searchbox').fill('')
  await expect.poll(() => codes(page)).toEqual(['broken', 'lost', 'night', 'Send mail', 'slow', 'well'])
  await button(page, 'Group').click()
  await expect.poll(() => codes(page)).toEqual(['broken', 'lost', 'night', 'slow', 'well', 'Send mail'])
})

browserTest('where no job fits, the way back is shown', async () => {
  const { page } = await openAdmin({ path: '/jobs?search=nothing-of-that-name' })
  await button(page, 'Show all jobs').click()
  await page.getByRole('link', { name: 'well' }).waitFor()
})

browserTest('a job is run now with parameters, in the name of who asks, and its report shows it', async () => {
  const { app, page } = await openAdmin({ path: '/jobs/mail', jobs, role: 'operate' })
  await button(page, 'Run now').click()
  await dialog(page).getByRole('textbox', { name: 'Value colour' }).fill('blue')
  await button(page, 'Run it').click()

  const ended = (): Promise<unknown> => queryEntries(app, { statuses: ['success'], jobCode: 'mail', limit: 1 })
  await expect.poll(ended).toMatchObject([{ source: 'manual', author: 'token:operate', params: { colour: 'blue' } }])
  await page.goto('/jobs/mail')
  await page.getByRole('cell', { name: 'by hand (token:operate)' }).waitFor()
  await page.getByRole('cell', { name: 'all done' }).first().waitFor()
})

browserTest('an execution shows up while one looks, without a reload', async () => {
  const { page } = await openAdmin({ path: '/jobs/hand', jobs: { hand: job('fail') } })
  await page.getByText('No execution yet').waitFor()
  await page.evaluate(
    "fetch('/api/v1/jobs/hand/runs', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })",
  )
  await page.getByRole('cell', { name: 'TypeError: the disk is full' }).waitFor()
})

browserTest('a schedule is previewed while it is typed: words, faults, and what the clocks do', async () => {
  const { page } = await openAdmin({ path: '/jobs/night?tab=schedule', jobs })
  const field = page.getByRole('textbox', { name: 'Cron expression, word or seconds' })
  await page.getByText('at 02:30 every day (Europe/Paris)', { exact: true }).last().waitFor()

  await field.fill('61 * * * *')
  await page.getByRole('alert').filter({ hasText: '61' }).waitFor()

  await field.fill('30 2 29 3 *')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('America/New_York')
  await page.getByRole('columnheader', { name: 'America/New_York' }).waitFor()
  await expect.poll(() => page.getByRole('row').filter({ hasText: '29 Mar' }).count()).toBeGreaterThan(5)
})

browserTest('a changed schedule shows what comes of it before it is changed', async () => {
  const { app, page, complaints } = await openAdmin({ path: '/jobs/mail?tab=schedule', jobs })
  await page.getByRole('textbox', { name: 'Cron expression, word or seconds' }).fill('0 4 * * *')
  await button(page, 'Save …').click()

  await dialog(page)
    .getByText(/Pending entries: \d+ withdrawn, 0 written/)
    .waitFor()
  expect(app.configuration().settings.valueOf('crontab/jobs/mail/schedule/cron_expr')).toBeUndefined()
  await button(page, 'Change it').click()

  await page.getByText('at 04:00 every day (UTC)').first().waitFor()
  await page.getByRole('tab', { name: 'Origins' }).click()
  await page.getByRole('row', { name: /schedule\/cron_expr.*set here.*loopback/ }).waitFor()
  expect(complaints).toEqual([])
})

browserTest(
  'who changes what somebody else has changed meanwhile is told so, and loses nothing of what was typed',
  async () => {
    const { app, page } = await openAdmin({ path: '/jobs/mail?tab=settings', jobs })
    await page.getByRole('textbox', { name: 'Label' }).fill('Mine')
    await button(page, 'Save …').click()
    await dialog(page).getByText('Pending entries').waitFor()
    const mail = app.configuration().jobs.find(({ code }) => code === 'mail')
    if (mail) await setJob(app, mail, { label: 'Theirs', dryRun: false })

    await button(page, 'Change it').click()

    await dialog(page).getByText('Job mail was changed meanwhile').waitFor()
    expect(app.configuration().jobs.find(({ code }) => code === 'mail')?.label).toBe('Theirs')
    await button(page, 'Cancel').click()
    await button(page, 'Keep what I typed, on what stands now').click()
    await button(page, 'Save …').click()
    await dialog(page).getByRole('cell', { name: 'Theirs' }).waitFor()
    await button(page, 'Change it').click()
    await page.getByRole('heading', { name: 'Mine' }).waitFor()
  },
)

browserTest('a job is paused with a note after telling what is skipped, and goes on', async () => {
  const { page } = await openAdmin({ path: '/jobs/mail', jobs })
  await button(page, 'Pause').click()
  await dialog(page).getByText('24 instants would be skipped').waitFor()
  await dialog(page).getByRole('textbox', { name: 'Until' }).fill('tomorrow')
  await dialog(page).getByText('is no instant').waitFor()
  await dialog(page).getByRole('textbox', { name: 'Until' }).fill('1h')
  await dialog(page).getByRole('textbox', { name: 'Note' }).fill(MARKUP)
  await dialog(page).getByText('12 instants would be skipped').waitFor()
  await dialog(page).getByRole('button', { name: 'Pause' }).click()

  await page.getByText('Paused by loopback until').waitFor()
  await page.getByText(MARKUP).first().waitFor()
  await button(page, 'Resume').click()
  await dialog(page).getByRole('button', { name: 'Resume' }).click()
  await button(page, 'Pause').waitFor()
})

browserTest('a job is disabled, enabled, and reset to its XML', async () => {
  const { app, page } = await openAdmin({ path: '/jobs/mail', jobs })
  await button(page, 'Disable').click()
  await dialog(page)
    .getByText(/Pending entries: \d+ withdrawn/)
    .waitFor()
  await dialog(page).getByRole('button', { name: 'Disable' }).click()
  await page.getByText('Disabled: the calendar does not start it').waitFor()

  await button(page, 'Reset to XML').click()
  await dialog(page).getByRole('cell', { name: 'active' }).waitFor()
  await dialog(page).getByRole('button', { name: 'Reset to XML' }).click()
  await button(page, 'Disable').waitFor()
  await expect.poll(() => app.configuration().jobs.find(({ code }) => code === 'mail')?.status).toBe('ok')
})

browserTest('who may only look is told why nothing can be done', async () => {
  const { page } = await openAdmin({ path: '/jobs/mail', jobs, role: 'view' })
  for (const name of ['Run now', 'Pause', 'Disable', 'Reset to XML']) {
    const found = page.getByRole('button', { name, exact: true })
    expect(await found.getAttribute('aria-description')).toContain('Your role does not allow this')
  }
})

browserTest('markup in a label, a parameter or a note is text', async () => {
  const escaped = MARKUP.replace('<', '&lt;').replace('>', '&gt;')
  const marked = job('ok', '0 3 * * *', `<label>${escaped}</label><params><x>${escaped}</x></params>`)
  const { page, complaints } = await openAdmin({ path: '/jobs', jobs: { marked } })
  await page.getByRole('link', { name: MARKUP }).click()
  await page.getByRole('heading', { name: MARKUP }).waitFor()
  await page.getByRole('tab', { name: 'Origins' }).click()
  await page.getByRole('cell', { name: MARKUP }).first().waitFor()
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  expect(complaints).toEqual([])
})

const PAGES = [
  '/jobs',
  '/jobs/lost',
  '/jobs/mail',
  '/jobs/mail?tab=schedule',
  '/jobs/mail?tab=settings',
  '/jobs/mail?tab=origins',
]

browserTest('axe finds nothing serious on the pages of jobs', async () => {
  const { page, open } = await openAdmin({ path: '/nowhere', jobs })
  for (const path of PAGES) {
    await open(path)
    await page.getByText('mail').or(page.getByText('lost')).first().waitFor()
    expect([path, await seriousFaults(page)]).toEqual([path, []])
  }
})

browserTest('on a phone nothing runs over the edge, and jobs are cards', async () => {
  const { page, open } = await openAdmin({ path: '/jobs', jobs, context: { viewport: PHONE } })
  for (const path of PAGES) {
    await open(path)
    await page
      .getByRole('main')
      .getByText(/mail|lost/)
      .filter({ visible: true })
      .first()
      .waitFor()
    expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, PHONE.width])
  }
})

browserTest('a job is found and paused by the keyboard alone', async () => {
  const { page } = await openAdmin({ path: '/jobs', jobs })
  await page.getByRole('link', { name: 'Send mail' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('mail')
  await expect.poll(() => codes(page)).toEqual(['Send mail'])
  await tabTo(page, 'Send mail')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Send mail' }).waitFor()
  await tabTo(page, 'Pause')
  await page.keyboard.press('Enter')
  await dialog(page).getByText('24 instants would be skipped').waitFor()

  await page.keyboard.press('Enter')

  await page.getByText('Paused by loopback until').waitFor()
})

const FOCUSED = 'document.activeElement?.textContent'

async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60 && (await page.evaluate(FOCUSED)) !== name; steps += 1)
    await page.keyboard.press('Tab')
  expect(await page.evaluate(FOCUSED)).toBe(name)
}

browserTest('the pages of jobs and groups are read in French', async () => {
  const { page, open } = await openAdmin({ path: '/jobs', jobs, context: { locale: 'fr-FR' } })
  await page.getByRole('columnheader', { name: 'Horaire' }).waitFor()
  await open('/jobs/mail?tab=schedule')
  await page.getByText('Dix prochaines exécutions').waitFor()
  await open('/groups')
  await page.getByRole('button', { name: 'Tout mettre en pause' }).waitFor()
})
