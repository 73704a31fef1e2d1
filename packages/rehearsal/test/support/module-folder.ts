import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface ModuleContent {
  /** By job code: what its node holds beside its handler. */
  readonly jobs?: Readonly<Record<string, string>>
  /** Methods of `Model/Work.mjs`, which every job may name. */
  readonly work?: string
  /** Text of files by path below the folder of modules. */
  readonly files?: Readonly<Record<string, string>>
  /** What stands beside `<crontab>`. */
  readonly more?: string
}

/** Makes a module `Test_Work` in a folder of its own, gone after the test; answers its folder. */
export function moduleFolder({ jobs = {}, work = 'ok() {}', files = {}, more = '' }: ModuleContent = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'hz-author-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const nodes = Object.entries(jobs).map(([code, inside]) => `<${code}>${inside}</${code}>`)
  const own = {
    'Test/Work/Model/Work.mjs': `export default class Work {\n${work}\n}\n`,
    'Test/Work/etc/config.xml': `<config><crontab><jobs>\n${nodes.join('\n')}\n</jobs></crontab>${more}</config>`,
  }
  for (const [path, text] of Object.entries({ ...own, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return join(root, 'Test/Work')
}

/** The node of a job of that module: when, which method, and what else. */
export function job(expression: string, method = 'ok', more = ''): string {
  const schedule = expression === '' ? '' : `<schedule><cron_expr>${expression}</cron_expr></schedule>`
  return `${schedule}<run><model>test_work/work::${method}</model></run>${more}`
}
