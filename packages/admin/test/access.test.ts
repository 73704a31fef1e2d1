import { changePassword, createUser, getSetting } from '@horarium/app'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { seriousFaults } from './support/axe.js'
import { browserTest, openAdmin, PHONE, type TestAdmin, type TestAdminOptions } from './support/browser.js'

const OTHER = 'other words are kept'
const ANNA = { name: 'anna', role: 'configure', password: 'four words are kept' } as const

/** The pages as somebody meets them whom the service does not know. */
function openLogin(options: TestAdminOptions = {}): Promise<TestAdmin> {
  return openAdmin({ ...options, before: ({ app }) => createUser(app, ANNA) })
}

async function logIn(page: Page, password: string = ANNA.password): Promise<void> {
  await page.getByRole('textbox', { name: 'User' }).fill(ANNA.name)
  await page.locator('input[type=password]').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
}

describe('who is not known', () => {
  browserTest('logs in with a password, sees who they are, and logs out', async () => {
    const { page } = await openLogin()
    await logIn(page)
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.getByRole('button', { name: 'Who you are' }).click()
    await page.getByText('user:anna').waitFor()
    await page.getByText('You may look, run and pause').waitFor()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await page.getByRole('heading', { name: 'Log in' }).waitFor()
  })

  browserTest('logs in with a token, by keyboard alone', async () => {
    const { page, tokenFor } = await openLogin()
    await page.getByRole('radio', { name: 'With a token' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.type(await tokenFor('view'))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
  })

  browserTest('stays logged in over a reload, and is led to the page they wanted', async () => {
    const { page, open } = await openLogin()
    await open('/nowhere')
    await logIn(page)
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  })

  browserTest('is told when that was wrong, and keeps the name they typed', async () => {
    const { page } = await openLogin()
    await logIn(page, 'not the right one')
    await page.getByRole('alert').getByText('Nobody logs in with that').waitFor()
    expect(await page.getByRole('textbox', { name: 'User' }).inputValue()).toBe('anna')
  })

  browserTest('meets a page on which axe finds nothing serious', async () => {
    const { page } = await openLogin({ context: { viewport: PHONE } })
    expect(await seriousFaults(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
  })
})

describe('a session that has ended', () => {
  browserTest('is opened again over the page, and nothing that was typed is lost', async () => {
    const { app, page, open } = await openLogin()
    await logIn(page)
    await page.getByRole('button', { name: 'Who you are' }).waitFor()
    await open('/settings?search=history_keep')
    await page.getByRole('button', { name: 'Change' }).click()
    const typed = page.getByLabel('New value')
    await typed.fill('5')
    await page.getByText('It counts at once').waitFor()
    await changePassword(app, ANNA.name, OTHER)
    await page.getByRole('button', { name: 'Save' }).click()
    const login = page.getByRole('dialog', { name: 'Your session has ended' })
    await login.waitFor()
    await logIn(page, OTHER)
    await login.waitFor({ state: 'hidden' })
    expect(await typed.inputValue()).toBe('5')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => getSetting(app, 'system/cron/default/history_keep').value).toBe('5')
  })

  browserTest('is noticed while nobody does anything', async () => {
    const { app, page } = await openLogin()
    await logIn(page)
    await page.getByRole('button', { name: 'Who you are' }).waitFor()
    await changePassword(app, ANNA.name, OTHER)
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
  })
})

describe('a service that goes away', () => {
  browserTest('is said to be gone, and to be back, without a reload', async () => {
    const { page, closeService, reopenService } = await openAdmin()
    await page.getByRole('button', { name: 'Who you are' }).waitFor()
    await closeService()
    const banner = page.getByText('The service cannot be reached. What you see')
    await banner.waitFor()
    await reopenService()
    await page.getByText('The service answers again.').waitFor()
    await banner.waitFor({ state: 'hidden' })
  })
})
