import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { launchChromium } from '../packages/admin/test/support/chromium.js'

// The pages of a project that has run a while, as its admin sees them. It writes docs/pictures, for the README.
//   npm run screenshots [-- <project folder>]
const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'packages/cli/bin/horarium.js')
const PROJECT = process.argv[2] ?? ROOT
const PICTURES = join(ROOT, 'docs', 'pictures')
const SETTLED_MS = 2_500

interface Picture {
  readonly name: string
  readonly path: string
  readonly colorScheme: 'light' | 'dark'
}

const failed = (items: readonly { readonly id: string }[]): string => items[0]?.id ?? ''

const service = spawn(process.execPath, [BIN, 'serve', '--port', '0'], {
  cwd: PROJECT,
  stdio: ['ignore', 'ignore', 'pipe'],
})
try {
  const address = await addressOf()
  const answer = await fetch(`${address}/api/v1/runs?status=error&limit=1`)
  const { items } = (await answer.json()) as { readonly items: readonly { readonly id: string }[] }
  const pictures: readonly Picture[] = [
    { name: 'overview', path: '/', colorScheme: 'light' },
    { name: 'timeline', path: '/timeline?span=5400', colorScheme: 'dark' },
    { name: 'job', path: '/jobs/colin_bootstrap_cron', colorScheme: 'light' },
    { name: 'run', path: `/entries/${encodeURIComponent(failed(items))}`, colorScheme: 'dark' },
  ]
  await draw(address, pictures)
} finally {
  service.kill()
  await once(service, 'exit')
}

async function addressOf(): Promise<string> {
  for await (const line of createInterface({ input: service.stderr })) {
    const { address } = JSON.parse(line) as { readonly address?: string }
    if (address !== undefined) return address
  }
  throw new Error('The service ended before it listened.')
}

async function draw(address: string, pictures: readonly Picture[]): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  const browser = await launchChromium()
  for (const { name, path, colorScheme } of pictures) {
    const viewport = { width: 1_280, height: 800 }
    const page = await browser.newPage({ viewport, colorScheme, locale: 'en-GB', timezoneId: 'Europe/Paris' })
    await page.goto(address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForTimeout(SETTLED_MS)
    await page.screenshot({ path: join(PICTURES, `${name}.png`) })
    await page.context().close()
  }
  await browser.close()
}
