import { addEntry, type App, findJob, queryEntries, runJob } from '@horarium/app'
import { expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin, PHONE, type TestAdmin, type TestAdminOptions } from './support/browser.js'
import { job } from './support/instance.js'

const HOUR = 3_600_000
const MARKUP = '<img src=x onerror="document.title=1"><b>bold</b>'

async function run(app: App, code: string, params: Readonly<Record<string, string>> = {}): Promise<string> {
  return (await runJob(app, findJob(app.configuration().jobs, code), { params })).entry.id
}

function ask(app: App, code: string, at?: number): Promise<string> {
  return addEntry(app, findJob(app.configuration().jobs, code), at === undefined ? {} : { at })
}

// Whatever the hour is: only people start them.
const OWN = '<group>own</group>'
const JOBS = { post: job('ok', '', OWN), sync: job('fail', '', OWN), index: job('slow', '', OWN) }

/** The entries of an instance on which `post` and `sync` ran, `index` runs and `post` waits. */
function openWorked(options: TestAdminOptions = {}): Promise<TestAdmin> {
  return openAdmin({ path: '/entries?group=own', ...options, jobs: JOBS, before: ({ app }) => work(app) })
}

async function work(app: App): Promise<void> {
  for (const code of ['post', 'sync', 'post']) await run(app, code, { colour: 'red' })
  await ask(app, 'post', app.clock.now() + HOUR)
  await ask(app, 'index')
  await expect.poll(() => queryEntries(app, { statuses: ['running'], limit: 1 }), { timeout: 9_000 }).toHaveLength(1)
}

browserTest('entries are told by what waits, what runs and what has ended', async () => {
  const { page } = await openWorked()
  await expect.poll(() => page.getByRole('row').count()).toBe(4)
  await page.getByRole('tab', { name: 'Waiting' }).click()
  await page.getByRole('row', { name: 'post' }).getByRole('button', { name: 'Remove' }).waitFor()
  await page.getByRole('tab', { name: 'Running' }).click()
  await page.getByRole('row', { name: 'index' }).getByText('25 %').waitFor()
  await page.reload()
  await page.getByRole('row', { name: 'index' }).waitFor()
})

browserTest('/ searches, and the address keeps what is found', async () => {
  const { page } = await openWorked()
  await page.keyboard.press('/')
  await page.keyboard.type('syn')
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await expect.poll(() => page.url()).toContain('search=syn')
  await page.reload()
  await page.getByRole('row', { name: 'sync' }).waitFor()
  await page.getByRole('searchbox').fill('nobody')
  await page.getByText('No entry fits these filters.').waitFor()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(3)
})

browserTest('one job is chosen by a part of its name, and the tabs count', async () => {
  const { page } = await openWorked()
  await page.getByRole('combobox', { name: 'Job' }).fill('syn')
  await page.getByRole('option', { name: 'sync' }).click()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await expect.poll(() => page.url()).toContain('job=sync')
  await page.getByRole('tab', { name: 'Waiting 1' }).waitFor()
  await page.getByRole('tab', { name: 'Running 1' }).waitFor()
  await page.getByRole('tab', { name: 'Finished 3' }).waitFor()
})

browserTest('what ends shows without a reload', async () => {
  const { app, page } = await openWorked()
  await expect.poll(() => page.getByRole('row').count()).toBe(4)
  await run(app, 'sync')
  await expect.poll(() => page.getByRole('row').count(), { timeout: 9_000 }).toBe(5)
})

browserTest('a list goes on page by page, and back to its beginning', async () => {
  const { app, page, open } = await openAdmin({ jobs: JOBS })
  const now = app.clock.now()
  for (let minute = 1; minute <= 51; minute += 1) await ask(app, 'post', now + HOUR + minute * 60_000)
  await open('/entries?tab=pending&group=own')
  await expect.poll(() => page.getByRole('row').count()).toBe(51)
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await page.goBack()
  await expect.poll(() => page.getByRole('row').count()).toBe(51)
})

browserTest('a waiting entry is removed after it was said what comes of it', async () => {
  const { app, page, complaints } = await openWorked()
  await page.getByRole('tab', { name: 'Waiting' }).click()
  await page.getByRole('row', { name: 'post' }).getByRole('button', { name: 'Remove' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove this entry?' })
  await dialog.getByText('vanishes: somebody asked for it by hand').waitFor()
  await dialog.getByRole('button', { name: 'Remove it' }).click()
  await page.getByText('No entry fits these filters.').waitFor()
  expect(await queryEntries(app, { statuses: ['pending'], group: 'own', limit: 9 })).toEqual([])
  expect(complaints.filter((said) => said.includes('Content Security Policy'))).toEqual([])
})

browserTest('a run is seen live, and killed', { timeout: 60_000 }, async () => {
  const { page } = await openWorked()
  await page.getByRole('tab', { name: 'Running' }).click()
  await page.getByRole('link', { name: 'index' }).click()
  await page.getByRole('log').getByText('it has begun').waitFor()
  await page.getByRole('button', { name: 'Kill', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Kill this entry?' })
  await dialog.getByRole('textbox').fill('too slow')
  await dialog.getByRole('button', { name: 'Kill it' }).click()
  await page.getByText(/killed by \S+: too slow/).waitFor()
  await page.getByText('killed', { exact: true }).waitFor()
})

browserTest('a run is killed without a mouse', { timeout: 60_000 }, async () => {
  const { app, page, open } = await openWorked()
  const [entry] = await queryEntries(app, { statuses: ['running'], group: 'own', limit: 1 })
  await open(`/entries/${entry?.id}`)
  await page.getByRole('button', { name: 'Kill', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Kill this entry?' }).waitFor()
  await page.keyboard.type('by the keys')
  await page.keyboard.press('Enter')
  await page.getByText(/killed by \S+: by the keys/).waitFor()
})

browserTest('entries are told in French', async () => {
  const { page, open } = await openWorked({ context: { locale: 'fr-FR' } })
  await page.getByRole('heading', { name: 'Entrées' }).waitFor()
  await page.getByRole('row', { name: 'sync' }).getByText('erreur').waitFor()
  await page.getByRole('button', { name: 'Purger…' }).click()
  await page.getByText(/^Aucune entrée n’a fini avant le/).waitFor()
  await open('/entries?tab=running&group=own')
  await page.getByRole('link', { name: 'index' }).click()
  await page.getByRole('button', { name: 'Relancer' }).waitFor()
})

browserTest('a run that failed shows its exception, and is run again', { timeout: 60_000 }, async () => {
  const { app, page } = await openWorked()
  await page.getByRole('link', { name: 'sync' }).click()
  await page.getByRole('region', { name: 'Stack' }).getByText('Work.mjs').waitFor()
  await page.getByRole('log').getByText('it will fail').waitFor()
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Run it again' }).click()
  const again = async () => (await queryEntries(app, { statuses: ['error'], jobCode: 'sync', limit: 9 })).length
  await expect.poll(again, { timeout: 9_000 }).toBe(2)
  const [newest] = await queryEntries(app, { statuses: ['error'], jobCode: 'sync', limit: 1 })
  expect(newest?.params).toEqual({ colour: 'red' })
  await page.getByRole('heading', { name: newest?.id ?? '' }).waitFor()
})

browserTest('history is purged after its amount was told', async () => {
  const { app, page } = await openWorked()
  await page.getByRole('button', { name: 'Purge…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Purge the history' })
  await dialog.getByText('No entry ended before').waitFor()
  await dialog.getByLabel('Ended more than').fill('0')
  await dialog.getByLabel('Of this job only').fill('post')
  await dialog.getByText('2 entries would go').waitFor()
  await dialog.getByRole('button', { name: 'Purge 2 entries' }).click()
  await page.getByText('2 entries are purged.').waitFor()
  expect(await queryEntries(app, { statuses: ['success'], group: 'own', limit: 9 })).toEqual([])
})

browserTest('who may only look is told so', async () => {
  const { page } = await openWorked({ role: 'view' })
  for (const name of ['Purge…', 'Run again', 'Kill']) {
    if (name === 'Run again') await page.getByRole('link', { name: 'sync' }).click()
    const button = page.getByRole('button', { name, exact: true })
    await expect.poll(() => button.getAttribute('aria-description')).toContain('Your role does not allow this')
  }
})

browserTest('markup in labels, parameters, results and reasons stays text', async () => {
  const label = `<label>${MARKUP.replaceAll('<', '&lt;')}</label>`
  const { app, page, open } = await openAdmin({ jobs: { odd: job('ok', '', label) } })
  const id = await run(app, 'odd', { colour: MARKUP })
  await open('/entries')
  await page.getByText('<b>bold</b>').first().waitFor()
  await open(`/entries/${id}`)
  await page.getByRole('region', { name: 'Result' }).getByText('<b>bold</b>').waitFor()
  await page.getByRole('table', { name: 'Parameters' }).getByText('<b>bold</b>').waitFor()
  expect(await page.locator('#main img, #main b').count()).toBe(0)
})

browserTest('an entry there is not is said to be unknown, with what helps', async () => {
  const { page } = await openAdmin({ path: '/entries/well@20260131T100500Z' })
  await page.getByRole('alert').getByText("No entry 'well@20260131T100500Z'").waitFor()
  await page.getByRole('button', { name: 'Try again' }).waitFor()
})

browserTest('axe finds nothing serious', { timeout: 60_000 }, async () => {
  const { page, open, app } = await openWorked()
  await page.getByRole('row', { name: 'sync' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Purge…' }).click()
  await page.getByText('No entry ended before').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  for (const status of ['running', 'error'] as const) {
    const [entry] = await queryEntries(app, { statuses: [status], group: 'own', limit: 1 })
    await open(`/entries/${entry?.id}`)
    await page.getByRole('log').waitFor()
    expect(await seriousFaults(page)).toEqual([])
  }
})

browserTest('nothing runs over the edge of a phone', async () => {
  const { app, page, open } = await openWorked({ context: { viewport: PHONE } })
  const [entry] = await queryEntries(app, { statuses: ['error'], group: 'own', limit: 1 })
  for (const path of ['/entries?group=own', '/entries?tab=pending', '/entries?tab=running', `/entries/${entry?.id}`]) {
    await open(path)
    await page.getByText('own').first().waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(PHONE.width)
  }
})
