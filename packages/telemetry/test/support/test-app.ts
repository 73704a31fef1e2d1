import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type App, openApp, openProject } from '@horarium/app'
import { inject, onTestFinished } from 'vitest'

const HANDLERS = `
export default class Work {
  ok(schedule) { schedule.log.info('worked well') }
  fail() { throw new TypeError('the disk is full') }
  failOnce({ attempt }) { if (attempt === 1) throw new TypeError('not yet') }
}
`

export interface TestApp {
  readonly app: App
  readonly close: () => Promise<void>
}

/** Opens an app on a project of its own, with jobs by code: what each node holds; closed after the test. */
export async function openTestApp(
  jobs: Readonly<Record<string, string>> = {},
  onWarning: (message: string) => void = () => undefined,
): Promise<TestApp> {
  const directory = mkdtempSync(join(tmpdir(), 'hz-telemetry-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const nodes = Object.entries(jobs).map(([code, text]) => `<${code}>${text}</${code}>`)
  const files = {
    'horarium.config.json': JSON.stringify({ namespace: `test-${randomUUID()}` }),
    'modules/Test/Work/Model/Work.mjs': HANDLERS,
    'modules/Test/Work/etc/config.xml': `<config><crontab><jobs>${nodes.join('\n')}</jobs></crontab></config>`,
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  const project = await openProject({ directory, modules: [], environment: { REDIS_URL: inject('redisAddress') } })
  const ignore = (): void => undefined
  const logger = { error: ignore, warn: onWarning, info: ignore, debug: ignore }
  const app = await openApp({ project, logger, onNotice: ignore, unsafeEviction: false })
  let isClosed = false
  const close = async (): Promise<void> => {
    if (!isClosed) await app.close()
    isClosed = true
  }
  onTestFinished(close)
  return { app, close }
}

/** What a job's node holds beside when it is due. */
export function does(method = 'ok'): string {
  return `<run><model>test_work/work::${method}</model></run>`
}
