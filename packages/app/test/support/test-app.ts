import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type App, findJob, openApp, openProject, planOf } from '@horarium/app'
import type { JobDefinition, Logger } from '@horarium/core'
import type { Lane } from '@horarium/store'
import { inject, onTestFinished } from 'vitest'

const HANDLERS = `
export default class Work {
  ok(schedule) {
    schedule.log.info('worked well', { colour: schedule.params.colour ?? 'none' })
    return { answer: 42 }
  }
  fail() { throw new TypeError('the disk is full') }
  failOnce({ attempt }) { if (attempt === 1) throw new TypeError('not yet') }
  exit() { process.exit(3) }
  async slow(schedule) { await new Promise((resolve) => schedule.signal.addEventListener('abort', resolve)) }
}
`

export const silent: Logger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
}

/** What a project holds beside the module `Test_Work`, whose handlers every job may name. */
export interface TestProject {
  /** By job code: what its node holds; */
  readonly jobs?: Readonly<Record<string, string>>
  /** Text of files by path. */
  readonly files?: Readonly<Record<string, string>>
  readonly site?: Readonly<Record<string, unknown>>
  readonly environment?: Readonly<Record<string, string>>
}

/** Makes a project folder with a namespace of its own; removed after the test. */
export function makeProjectFolder({ jobs = {}, files = {}, site = {} }: TestProject = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'hz-app-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const own = {
    'horarium.config.json': JSON.stringify({ namespace: `test-${randomUUID()}`, ...site }),
    'modules/Test/Work/Model/Work.mjs': HANDLERS,
    'modules/Test/Work/etc/config.xml': jobsXml(jobs),
  }
  for (const [path, text] of Object.entries({ ...own, ...files })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  return directory
}

/** Opens an app on a project of its own and the test run's Redis; closed after the test. */
export async function openTestApp(wanted: TestProject = {}): Promise<App> {
  return openAt(makeProjectFolder(wanted), wanted.environment)
}

/** Opens one more app on a project's folder. */
export async function openAt(
  directory: string,
  variables: Readonly<Record<string, string>> = {},
  logger: Logger = silent,
): Promise<App> {
  const environment = { REDIS_URL: inject('redisAddress'), ...variables }
  const project = await openProject({ directory, modules: [], environment })
  const app = await openApp({ project, logger, onNotice: () => undefined, unsafeEviction: false })
  onTestFinished(() => app.close())
  return app
}

/** The same app at another time. */
export function at(app: App, instant: number): App {
  return { ...app, clock: { now: () => instant } }
}

export function jobOf(app: App, code: string): JobDefinition {
  return findJob(app.configuration().jobs, code)
}

export function laneOf(app: App, code: string): Lane {
  return planOf(app.plans(), code).lane
}

/** The node of a job that runs at an expression and calls a method of the test module. */
export function job(expression: string, method = 'ok'): string {
  const schedule = expression === '' ? '' : `<schedule><cron_expr>${expression}</cron_expr></schedule>`
  return `${schedule}<run><model>test_work/work::${method}</model></run>`
}

function jobsXml(jobs: Readonly<Record<string, string>>): string {
  const nodes = Object.entries(jobs).map(([code, text]) => `<${code}>${text}</${code}>`)
  return `<config><crontab><jobs>${nodes.join('\n')}</jobs></crontab></config>`
}
