import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../../..')
const PAGES = join(ROOT, 'docs/authors')

/** An example of a page: a file of a module where a line above it says so. */
export interface Example {
  readonly page: string
  readonly path: string | undefined
  readonly language: string
  readonly text: string
}

const BLOCK = /^(?:`(?<path>modules\/[^`\n]+)`\n\n)?```(?<language>\w+)\n(?<text>.*?)^```$/gms

/** The examples of all pages for authors. */
export function examples(): readonly Example[] {
  const pages = readdirSync(PAGES).filter((page) => page.endsWith('.md'))
  return pages.flatMap((page) => {
    return [...readFileSync(join(PAGES, page), 'utf8').matchAll(BLOCK)].map(({ groups = {} }) => {
      const { path, language = '', text = '' } = groups
      return { page, path, language, text }
    })
  })
}

/** A project made of all that the pages show, and what a reader does in it. */
export class AuthorsProject {
  readonly directory = mkdtempSync(join(tmpdir(), 'hz-authors-'))
  readonly modules: readonly string[]

  constructor(shown: readonly Example[]) {
    const files = new Map(shown.flatMap(({ path, text }) => (path === undefined ? [] : [[path, text]])))
    this.modules = [...new Set([...files.keys()].map((path) => path.split('/').slice(0, 3).join('/')))]
    const compiler = [...files].find(([path]) => path.endsWith('tsconfig.json'))?.[1] ?? '{}'
    for (const module of this.modules) this.#write(`${module}/tsconfig.json`, compiler)
    for (const [path, text] of files) this.#write(path, text)
    this.#write('package.json', '{ "type": "module" }')
    this.#write('vitest.config.ts', AS_INSTALLED)
    this.#write('tsconfig.json', FOR_TESTS)
    const fragments = shown.filter(({ path, language }) => path === undefined && language === 'ts')
    for (const [index, { page, text }] of fragments.entries()) this.#write(`shown/${page}-${index}.ts`, whole(text))
    symlinkSync(join(ROOT, 'node_modules'), join(this.directory, 'node_modules'))
    // What was unpacked for one is not unpacked for the other.
    mkdirSync(join(this.directory, '.horarium'))
    symlinkSync(join(ROOT, '.horarium/redis'), join(this.directory, '.horarium/redis'))
  }

  /** Runs a program of the project's; answers what it said where it failed. */
  async run(program: string, ...given: readonly string[]): Promise<string> {
    const file = join(this.directory, 'node_modules/.bin', program)
    const environment = { ...process.env, NODE_ENV: undefined, REDIS_URL: undefined, VITEST: undefined }
    return new Promise((resolve) => {
      execFile(file, given, { cwd: this.directory, env: environment }, (error, stdout, stderr) => {
        resolve(error ? `${program} ${given.join(' ')}\n${stdout}${stderr}` : '')
      })
    })
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true })
  }

  #write(path: string, text: string): void {
    const file = join(this.directory, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

// Where it is installed, and not a link into this repository, vitest leaves it as it is.
const AS_INSTALLED = String.raw`export default { test: { server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } } } }`

const FOR_TESTS = JSON.stringify({
  extends: './modules/Acme/Shop/tsconfig.json',
  compilerOptions: { composite: false, noEmit: true, rootDir: '.', skipLibCheck: true },
  include: ['shown/*.ts', 'modules/*/*/test/*.ts'],
})

// A line shown by itself is one of a handler.
function whole(text: string): string {
  if (/^(?:import|export)\b/m.test(text)) return text
  return `import type { Schedule } from '@horarium/sdk'\ndeclare const schedule: Schedule\n${text}\nexport {}\n`
}
