import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from 'horarium'
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { awaitThat } from '../support/await-that.js'
import { begin } from '../support/horarium.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from '../support/project.js'
import { commandsIn } from './command-lines.js'
import { makeSpool } from './spool.js'

const ROOT = join(import.meta.dirname, '../../../..')
const GUIDES = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
const DOCUMENTS = ['README.md', ...GUIDES.filter((file) => file.endsWith('.md')).map((file) => join('docs', file))]
const FOLLOWED = DOCUMENTS.filter((file) => !file.includes('decisions'))
  .map((file) => ({
    file,
    // Who is asked for a password sits at a terminal; users.test answers by standard input.
    commands: commandsIn(readFileSync(join(ROOT, file), 'utf8')).filter(
      ([name]) => !['user:create', 'user:password', 'user:remove'].includes(name ?? ''),
    ),
  }))
  .filter(({ commands }) => commands.length > 0)

describe.each(FOLLOWED)('$file', ({ commands }) => {
  it('can be followed: no command in it is refused', { timeout: 300_000 }, async () => {
    await enterProject()
    const refused: unknown[] = []
    for (const command of commands) {
      // oxlint-disable-next-line no-await-in-loop -- a reader goes from line to line
      const words = await fill(command)
      // oxlint-disable-next-line no-await-in-loop -- a reader goes from line to line
      const { code, said } = await follow(words)
      // 1 is an answer: a check found something. A name alone is only spoken of.
      const isNamed = words.length === 1 && /Missing required argument|nobody can be asked/.test(said)
      if (code !== 0 && code !== 1 && !isNamed) refused.push({ words: words.join(' '), code, said })
    }
    expect(refused).toEqual([])
  })
})

const at = (expression: string): string => `<schedule><cron_expr>${expression}</cron_expr></schedule>`

// What the documents call by name, beside what they write in capitals.
const JOBS = {
  tick: { does: 'ok', when: '<every>1</every>' },
  colin_bootstrap_cron: { does: 'ok', when: at('* * * * *') },
  nightly_export: { does: 'ok', when: at('0 3 * * *') },
  indexer: { does: 'ok', when: '<every>60</every><group>index</group>' },
  acme_stock_import: { does: 'ok' },
  acme_mail_fetch: { does: 'ok', when: '<targets>test_work/work::ok</targets>' },
  Cleanup: { does: 'ok' },
}
const SHOP = {
  'shop/app/code/local/Acme/Shop/etc/config.xml':
    '<config><global><models><acme_shop><class>Acme_Shop_Model</class></acme_shop></models></global><crontab><jobs><acme_shop_import><run><model>acme_shop/import::run</model></run></acme_shop_import></jobs></crontab></config>',
  'modules/Acme/Shop/Model/Import.mjs': 'export function run() {}',
}

// A project with a history, and with the folders that are spoken of.
async function enterProject(): Promise<void> {
  const redis = `REDIS_URL=${inject('redisAddress')}\n`
  const project = makeProject({ [CONFIG_XML]: jobsXml(JOBS), '.env': redis, ...SHOP })
  for (const folder of ['old/modules', 'log', 'export']) mkdirSync(join(project, folder), { recursive: true })
  const before = process.cwd()
  process.chdir(project)
  vi.stubEnv('PWD', project)
  vi.stubEnv('PATH', makeSpool('small').PATH)
  vi.stubEnv('REDIS_URL', undefined)
  vi.stubEnv('NODE_ENV', undefined)
  onTestFinished(() => {
    process.chdir(before)
    vi.unstubAllEnvs()
    removeProject(project)
  })
  for (const words of [['cron:run'], ['job:run', 'tick'], ['job:disable', 'indexer']]) await call(words)
}

type Shape = Readonly<Record<string, unknown>>

const STANDS_FOR: Readonly<Record<string, string>> = {
  CODE: 'tick',
  JOB: 'tick',
  TASK: 'tick',
  '../shop': 'shop',
  '../next/modules': 'old/modules',
  '9668': '0',
  '10.0.0.7': '127.0.0.1',
}

// Units are named after the instance, which here is not `horarium`.
const UNIT = /^horarium(-worker)?\.service$/

function ownUnit(_unit: string, kind = ''): string {
  const { namespace } = JSON.parse(readFileSync('horarium.config.json', 'utf8')) as { readonly namespace: string }
  return `horarium-${namespace}${kind}.service`
}

async function fill(words: readonly string[]): Promise<readonly string[]> {
  const filled = words.map(
    (word) => STANDS_FOR[word] ?? word.replace('/var/log/horarium', 'log').replace(UNIT, ownUnit),
  )
  return Promise.all(filled.map(async (word) => (word === 'ID' ? idFor(filled) : word)))
}

async function idFor([name]: readonly string[]): Promise<string> {
  const listing = name === 'schedule:remove' ? ['schedule:list', '--job', 'tick'] : ['history:list']
  const entries = JSON.parse((await call([...listing, '--json'])).said) as readonly Shape[]
  return String(entries.at(-1)?.['id'])
}

interface Answered {
  readonly code: number | null
  readonly said: string
}

const STAYS = ['start', 'serve', 'worker']

async function follow(words: readonly string[]): Promise<Answered> {
  if (!STAYS.includes(words[0] ?? '') || words.includes('--help')) return call(words)
  const running = begin(process.cwd(), ...words)
  const file = words[words.indexOf('--log-file') + 1] ?? ''
  if (words.includes('--log-file')) await awaitThat(() => existsSync(file), Boolean)
  else await running.until('\n')
  running.child.kill('SIGTERM')
  const { code, stderr } = await running.ended
  return { code, said: stderr }
}

// In this process: a hundred more would take minutes to start.
async function call(words: readonly string[]): Promise<Answered> {
  let said = ''
  const take = (text: unknown, ...rest: readonly unknown[]): boolean => {
    said += String(text)
    for (const one of rest) if (typeof one === 'function') one()
    return true
  }
  const [out, err] = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
  for (const stream of [out, err]) stream.mockImplementation(take)
  try {
    return { code: await main([...words]), said }
  } finally {
    for (const stream of [out, err]) stream.mockRestore()
  }
}
