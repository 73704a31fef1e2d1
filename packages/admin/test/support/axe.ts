import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const FADING =
  'document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity && one.playState === "running").length'

interface AxeAnswer {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
  }[]
}

/** What axe finds serious or critical on a page, in the light theme and in the dark one, a line each. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  const faults: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    faults.push(...(await faultsNow(page)).map((fault) => `${colorScheme}, ${fault}`))
  }
  return faults
}

async function faultsNow(page: Page): Promise<readonly string[]> {
  // What is still fading in has other colours.
  await expect.poll(() => page.evaluate(FADING)).toBe(0)
  const { violations } = await page.evaluate<AxeAnswer>("axe.run({ resultTypes: ['violations'] })")
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}
