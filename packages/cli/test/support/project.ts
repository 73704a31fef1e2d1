import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The files of a project by path; see `makeProject`. */
export type ProjectFiles = Readonly<Record<string, string>>

const HANDLERS = `
import { appendFileSync } from 'node:fs'
const aborted = (signal) => new Promise((resolve) => signal.addEventListener('abort', resolve))
export default class Work {
  ok(schedule) {
    schedule.log.info('worked well', { colour: schedule.params.colour ?? 'none' })
    schedule.setMessage('all done')
    return { answer: 42 }
  }
  tick(schedule) { appendFileSync('ticks.log', schedule.id + '\\n') }
  fail(schedule) { schedule.log.warn('about to fail'); throw new TypeError('the disk is full') }
  noisy() { console.log('{"stray": "output"}') }
  async slow(schedule) { console.log('slow began'); await aborted(schedule.signal); return 'ended early' }
  async stubborn() { console.log('stubborn began'); setInterval(() => {}, 1000); await new Promise(() => {}) }
}
`

/** Makes a project folder with a namespace of its own and the module `Test_Work`, whose handlers every job may name. */
export function makeProject(files: ProjectFiles): string {
  const project = mkdtempSync(join(tmpdir(), 'hz-cli-'))
  const own = {
    'horarium.config.json': JSON.stringify({ namespace: `cli-${randomBytes(6).toString('hex')}` }),
    'modules/Test/Work/Model/Work.mjs': HANDLERS,
  }
  for (const [path, text] of Object.entries({ ...own, ...files })) {
    const file = join(project, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return project
}

const AS_INSTALLED = `export default {
  test: { server: { deps: { external: [/\\/packages\\/[^/]+\\/dist\\//] } }, testTimeout: 60000 },
}
`

/** Lets a project have the packages that the repository has installed, and test with them. */
export function lendPackages(project: string): void {
  symlinkSync(join(import.meta.dirname, '../../../../node_modules'), join(project, 'node_modules'))
  writeFileSync(join(project, 'vitest.config.mjs'), AS_INSTALLED)
}

export function removeProject(project: string): void {
  rmSync(project, { recursive: true, force: true })
}

/** A `config.xml` that declares jobs: what each node holds beside its handler, by code. */
export function jobsXml(jobs: Readonly<Record<string, { readonly does: string; readonly when?: string }>>): string {
  const nodes = Object.entries(jobs).map(
    ([code, { does, when = '' }]) => `<${code}>${when}<run><model>test_work/work::${does}</model></run></${code}>`,
  )
  return `<?xml version="1.0"?>\n<config><crontab><jobs>\n${nodes.join('\n')}\n</jobs></crontab></config>\n`
}

export const CONFIG_XML = 'modules/Test/Work/etc/config.xml'

/** A cron expression's node. */
export function at(expression: string): string {
  return `<schedule><cron_expr>${expression}</cron_expr></schedule>`
}
