import type { Role } from '@horarium/core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, onTestFinished, test, type TestAPI } from 'vitest'
import { hasChromium, launchChromium } from './chromium.js'
import { openTestInstance, type TestInstance, type TestInstanceOptions } from './instance.js'

/** A test that needs Chromium; left out where there is none. */
export const browserTest: TestAPI = test.skipIf(!hasChromium()) as TestAPI

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1280, height: 800 }

let browser: Promise<Browser> | undefined
afterAll(async () => (await browser)?.close())

/** The pages in a browser, on an instance of their own. */
export interface TestAdmin extends TestInstance {
  readonly page: Page
  /** What the browser complained about so far: its console's errors, and what the policy of the pages stopped. */
  readonly complaints: readonly string[]
  /** Opens another page of the pages, in the same session. */
  readonly open: (path: string) => Promise<void>
}

export interface TestAdminOptions extends TestInstanceOptions {
  /** Who looks: the bearer of a token of that role; without, this machine, as long as there is no token. */
  readonly role?: Role
  /** What has happened before somebody looks. */
  readonly before?: (instance: TestInstance) => Promise<unknown>
  /** The page that is opened first. */
  readonly path?: string
  readonly context?: BrowserContextOptions
}

/** Opens the pages in Chromium, English unless told; closed after the test. */
export async function openAdmin(options: TestAdminOptions = {}): Promise<TestAdmin> {
  const { role, path = '/', before, context: wished = {}, ...ofInstance } = options
  const instance = await openTestInstance(ofInstance)
  const token = role && (await instance.tokenFor(role))
  await before?.(instance)
  browser ??= launchChromium()
  const context = await (await browser).newContext({
    baseURL: instance.address,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: DESK,
    colorScheme: 'light',
    // Nobody watches: what would glide is there at once.
    reducedMotion: 'reduce',
    ...(token ? { extraHTTPHeaders: { authorization: `Bearer ${token}` } } : {}),
    ...wished,
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const open = async (to: string): Promise<void> => {
    await page.goto(to)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  await open(path)
  return { ...instance, page, complaints, open }
}
