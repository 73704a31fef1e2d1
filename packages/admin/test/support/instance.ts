import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type App, createToken, Node, openApp, openProject } from '@horarium/app'
import type { Logger, Role } from '@horarium/core'
import { openService } from '@horarium/http'
import { inject, onTestFinished } from 'vitest'

const PAGES = join(import.meta.dirname, '..', '..', 'dist')

const HANDLERS = `
export default class Work {
  ok(schedule) {
    schedule.log.info('a line of the log', { step: 1 })
    schedule.setMessage('all done')
    return { answer: 42, colour: schedule.params.colour ?? 'none' }
  }
  fail({ log }) { log.warn('it will fail'); throw new TypeError('the disk is full') }
  async slow({ signal, log, progress }) {
    log.info('it has begun')
    await progress(25)
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    return 'asked to end'
  }
}
`

/** What a job's node holds: `ok`, `fail`, `slow` or `nowhere`, and when; no expression: only people start it. */
export function job(method: string, expression = '', more = ''): string {
  const schedule = expression === '' ? '' : `<schedule><cron_expr>${expression}</cron_expr></schedule>`
  return `${schedule}<run><model>test_work/work::${method}</model></run>${more}`
}

const JOBS = {
  well: job('ok', '0 3 * * *'),
  broken: job('fail', '*/30 * * * *'),
  slow: job('slow'),
  lost: job('nowhere'),
}

export interface TestInstanceOptions {
  /** Beside those every instance has: well, broken, slow, and lost, whose handler is nowhere. */
  readonly jobs?: Readonly<Record<string, string>>
  /** Beside its own module: text by path. */
  readonly files?: Readonly<Record<string, string>>
  /** Also runs what is due; true unless told. */
  readonly works?: boolean
}

/** An instance that works, and its service with the pages; gone after the test. */
export interface TestInstance {
  readonly app: App
  readonly address: string
  readonly directory: string
  readonly tokenFor: (role: Role) => Promise<string>
  /** The service goes away; what it answers comes back at the same address. */
  readonly closeService: () => Promise<void>
  readonly reopenService: () => Promise<void>
}

export async function openTestInstance({
  jobs = {},
  files = {},
  works = true,
}: TestInstanceOptions): Promise<TestInstance> {
  const directory = makeFolder({ ...JOBS, ...jobs }, files)
  const project = await openProject({ directory, modules: [], environment: { REDIS_URL: inject('redisAddress') } })
  const app = await openApp({ project, logger: SILENT, onNotice: () => undefined, unsafeEviction: false })
  onTestFinished(() => app.close())
  const node = new Node(app, { works })
  await node.start()
  onTestFinished(() => node.stop(0))
  const open = (port: number) => openService(app, { port, host: '127.0.0.1', version: '0.0.0', pages: PAGES })
  let service = await open(0)
  onTestFinished(() => service.close(0))
  const { address } = service
  return {
    app,
    address,
    directory,
    tokenFor: async (role) => (await createToken(app, { name: role, role })).text,
    closeService: () => service.close(0),
    reopenService: async () => {
      service = await open(Number(new URL(address).port))
    },
  }
}

const SILENT: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

function makeFolder(jobs: Readonly<Record<string, string>>, more: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'hz-admin-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const nodes = Object.entries(jobs).map(([code, text]) => `<${code}>${text}</${code}>`)
  const files = {
    'horarium.config.json': JSON.stringify({ namespace: `test-${randomUUID()}` }),
    'modules/Test/Work/Model/Work.mjs': HANDLERS,
    'modules/Test/Work/etc/config.xml': `<config><crontab><jobs>\n${nodes.join('\n')}\n</jobs></crontab></config>`,
    ...more,
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  return directory
}
