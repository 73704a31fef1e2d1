import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type App, createToken, Node, openApp, openProject } from '@horarium/app'
import type { LogFields, Logger, Role } from '@horarium/core'
import { type MetricsPage, openService, type Service } from '@horarium/http'
import { inject, onTestFinished } from 'vitest'

const HANDLERS = `
export default class Work {
  ok(schedule) {
    schedule.setMessage('all done')
    return { answer: 42, colour: schedule.params.colour ?? 'none' }
  }
  quiet() {}
  chatty({ log }) { log.info('first'); log.info('second') }
  fail() { throw new TypeError('the disk is full') }
  async slow({ signal }) { await new Promise((resolve) => signal.addEventListener('abort', resolve)); return 'asked to end' }
}
`

export const CONFIG_XML = 'modules/Test/Work/etc/config.xml'

/** A `config.xml` of jobs: what each node holds, by code. */
export function jobsXml(jobs: Readonly<Record<string, string>>): string {
  const nodes = Object.entries(jobs).map(([code, text]) => `<${code}>${text}</${code}>`)
  return `<config><crontab><jobs>${nodes.join('\n')}</jobs></crontab></config>`
}

/** What a job's node holds. */
export function job(method: string, expression = '0 3 * * *'): string {
  const schedule = expression === '' ? '' : `<schedule><cron_expr>${expression}</cron_expr></schedule>`
  return `${schedule}<run><model>test_work/work::${method}</model></run>`
}

const JOBS = {
  well: job('ok'),
  quiet: job('quiet'),
  chatty: job('chatty'),
  broken: job('fail'),
  slow: job('slow'),
  missing: job('nowhere'),
}

export interface TestAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Headers
}

export interface TestAsk {
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A service on an instance of its own, with jobs that end well, badly and never; closed after the test. */
export interface TestService {
  readonly app: App
  readonly service: Service
  readonly directory: string
  readonly logged: readonly (LogFields & { readonly message: string })[]
  readonly ask: (method: string, path: string, ask?: TestAsk) => Promise<TestAnswer>
  readonly tokenFor: (role: Role) => Promise<string>
}

export interface TestServiceOptions {
  readonly host?: string
  readonly redis?: string
  /** Beside the ones every test service has. */
  readonly jobs?: Readonly<Record<string, string>>
  /** Also runs what is due. */
  readonly works?: boolean
  readonly metrics?: MetricsPage
  readonly pages?: string
}

export async function openTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const { host = '127.0.0.1', redis = inject('redisAddress'), jobs = {}, works = false, metrics, pages } = options
  const directory = makeFolder({ ...JOBS, ...jobs })
  const logged: (LogFields & { readonly message: string })[] = []
  const project = await openProject({ directory, modules: [], environment: { REDIS_URL: redis } })
  const app = await openApp({ project, logger: loggerInto(logged), onNotice: () => undefined, unsafeEviction: false })
  onTestFinished(() => app.close())
  const node = new Node(app, { works })
  await node.start()
  onTestFinished(() => node.stop(0))
  const service = await openService(app, { port: 0, host, version: '0.0.0', metrics, pages })
  onTestFinished(() => service.close(0))
  const tokenFor = async (role: Role): Promise<string> => (await createToken(app, { name: role, role })).text
  const ask = (method: string, path: string, asked: TestAsk = {}): Promise<TestAnswer> =>
    askAt(service.address, `${method} ${path}`, asked)
  return { app, service, directory, logged, ask, tokenFor }
}

async function askAt(address: string, line: string, { token, body, headers = {} }: TestAsk): Promise<TestAnswer> {
  const [method = '', path = ''] = line.split(' ')
  const answer = await fetch(address + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as TestAnswer['body'], headers: answer.headers }
}

function makeFolder(jobs: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'hz-http-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const files = {
    'horarium.config.json': JSON.stringify({ namespace: `test-${randomUUID()}` }),
    'modules/Test/Work/Model/Work.mjs': HANDLERS,
    [CONFIG_XML]: jobsXml(jobs),
    'modules/Horarium/Own/Model/Own.mjs': 'export const beat = () => undefined\n',
    'modules/Horarium/Own/etc/config.xml':
      '<config><crontab><jobs><heart><run><model>horarium_own/own::beat</model></run></heart></jobs></crontab></config>',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  return directory
}

function loggerInto(lines: (LogFields & { readonly message: string })[]): Logger {
  const write = (message: string, fields: LogFields = {}): void => void lines.push({ message, ...fields })
  return { debug: write, info: write, warn: write, error: write }
}
