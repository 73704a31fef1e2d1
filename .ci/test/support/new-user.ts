import { execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../../..')
const run = promisify(execFile)
const WITHIN_MS = 300_000
const NO_REGISTRY = /E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH|HOSTUNREACH)|ERR_SOCKET_TIMEOUT/
// What npm and vitest tell this process of themselves; where the registry is stays.
const OF_TEST_RUN = /^(?:npm_(?!config_)|npm_config_(?:local_)?prefix$|VITEST|NODE_ENV$|INIT_CWD$)/

/** How a command ended. */
export interface Done {
  readonly code: number
  readonly output: string
}

/** Somebody who has an empty folder, npm, and the packages as they would be published. */
export class NewUser {
  readonly home: string = mkdtempSync(join(tmpdir(), 'hz-user-'))
  readonly project: string = join(this.home, 'my-cron')
  readonly #environment: NodeJS.ProcessEnv

  constructor(redisAddress: string) {
    const own = Object.entries(process.env).filter(([name]) => !OF_TEST_RUN.test(name))
    this.#environment = { ...Object.fromEntries(own), REDIS_URL: redisAddress, CRON_PORT: '0', NO_COLOR: '1' }
  }

  /** Packs everything, and begins a project; answers why the registry cannot be reached, where it cannot. */
  async begin(): Promise<string | undefined> {
    const tarballs = await this.#pack()
    const creator = tarballs.find((file) => /create-horarium-\d/.test(file)) ?? ''
    const words = ['exec', '--yes', `--package=${creator}`, '--', 'create-horarium', 'my-cron']
    expectWell(await this.npm(this.home, ...words))
    const installed = await this.npm(
      this.project,
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      ...tarballs,
    )
    if (installed.code !== 0 && NO_REGISTRY.test(installed.output)) return NO_REGISTRY.exec(installed.output)?.[0]
    expectWell(installed)
    return undefined
  }

  npm(cwd: string, ...words: readonly string[]): Promise<Done> {
    return this.#run('npm', words, cwd)
  }

  horarium(...words: readonly string[]): Promise<Done> {
    return this.#run(join(this.project, 'node_modules/.bin/horarium'), words, this.project)
  }

  /** Has a command run beside what is asked; answers what it said, once it was asked to end. */
  async while(words: readonly string[], ask: () => Promise<void>): Promise<Done> {
    const program = join(this.project, 'node_modules/.bin/horarium')
    const child = spawn(program, words, {
      cwd: this.project,
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()))
    const ended = new Promise<number>((resolve) => {
      child.once('close', (code) => resolve(code ?? -1))
    })
    await ask().finally(() => child.kill('SIGTERM'))
    return { code: await ended, output }
  }

  leave(): void {
    rmSync(this.home, { recursive: true, force: true })
  }

  async #pack(): Promise<readonly string[]> {
    const shelf = join(this.home, 'shelf')
    mkdirSync(shelf)
    const published = readdirSync(join(ROOT, 'packages'))
      .map((folder) => JSON.parse(readFileSync(join(ROOT, 'packages', folder, 'package.json'), 'utf8')) as Manifest)
      .filter((manifest) => !manifest.private)
    const workspaces = published.map(({ name }) => `--workspace=${name}`)
    expectWell(await this.npm(ROOT, 'pack', '--ignore-scripts', `--pack-destination=${shelf}`, ...workspaces))
    return readdirSync(shelf).map((file) => join(shelf, file))
  }

  async #run(program: string, words: readonly string[], cwd: string): Promise<Done> {
    const order = { cwd, env: this.#environment, timeout: WITHIN_MS, maxBuffer: 64 * 1_048_576 }
    try {
      const { stdout, stderr } = await run(program, [...words], order)
      return { code: 0, output: stdout + stderr }
    } catch (error) {
      const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string }
      return { code: typeof code === 'number' ? code : -1, output: `${stdout}${stderr}${String(code)}` }
    }
  }
}

interface Manifest {
  readonly name: string
  readonly private?: boolean
}

function expectWell({ code, output }: Done): void {
  if (code !== 0) throw new Error(`ended with ${code}: ${output.slice(-4_000)}`)
}
