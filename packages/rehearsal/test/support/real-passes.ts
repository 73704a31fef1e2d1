import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import { type App, openApp, openProject, runPass } from '@horarium/app'
import { generate } from '@horarium/engine'
import type { RehearsedEntry } from '@horarium/sdk/testing'
import { inject, onTestFinished } from 'vitest'
import { EndedEntries, entriesOf } from '../../src/entries.js'
import { SILENT } from '../../src/silent.js'
import { type ModuleContent, moduleFolder } from './module-folder.js'

export interface PassesContent extends ModuleContent {
  readonly downtime: readonly { readonly from: Date; readonly to: Date }[]
  readonly to: Date
}

const MINUTE_MS = 60_000
const NOON = Date.UTC(2026, 0, 31, 12)

/** Makes a real pass each minute from noon on, with child processes and BullMQ, at the instant of the minute. */
export async function playedByPasses({ downtime, to, ...content }: PassesContent): Promise<readonly RehearsedEntry[]> {
  const app = await openReal(moduleFolder(content))
  const ended = new EndedEntries(app)
  await writeAhead(app, NOON - 1)
  for (let now = NOON; now < to.getTime(); now += MINUTE_MS) {
    if (downtime.some((down) => now >= down.from.getTime() && now < down.to.getTime())) continue
    await runPass({ ...app, clock: { now: () => now } }, new AbortController().signal)
  }
  return entriesOf(app, ended, { from: NOON, to: to.getTime() })
}

async function openReal(module: string): Promise<App> {
  const directory = dirname(dirname(module))
  const project = await openProject({ directory, modules: ['.'], environment: { REDIS_URL: inject('redisAddress') } })
  const site = { ...project.site, namespace: `passes-${randomUUID()}` }
  const order = { project: { ...project, site }, logger: SILENT, onNotice: () => undefined, unsafeEviction: false }
  const app = await openApp(order)
  onTestFinished(() => app.close())
  return app
}

async function writeAhead(app: App, now: number): Promise<void> {
  for (const plan of app.plans().values()) {
    const timed = [...plan.jobs].filter(([, { calendar }]) => calendar?.compiled.kind !== 'always')
    await generate({ ...plan, jobs: new Map(timed) }, now)
  }
}
