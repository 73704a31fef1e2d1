import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { projectFiles } from './project-files.js'

/** Where a command says what it did. */
export interface Output {
  readonly line: (text: string) => void
  readonly note: (text: string) => void
}

const HELP = `Usage: npm create horarium <folder>

Begins a Horarium project in a folder that is new or empty: one module with one job, its test, and the commands
npm run dev, npm test and npm start. Nothing is installed and nothing is run.

Example:
  npm create horarium my-cron`

/** Runs the one command there is; answers the exit code. */
export async function main(argv: readonly string[], { line, note }: Output): Promise<0 | 1 | 2> {
  if (argv.some((word) => word === '--help' || word === '-h')) {
    line(HELP)
    return 0
  }
  const [typed = '', ...more] = argv
  if (typed === '' || typed.startsWith('-') || more.length > 0) {
    note(`create-horarium: Name one folder.\n\n${HELP}`)
    return 2
  }
  const fault = await begin(resolve(typed))
  if (fault !== undefined) {
    note(`create-horarium: ${fault}`)
    return 1
  }
  line(nextSteps(typed))
  return 0
}

/** Writes the project; answers what is in the way. */
async function begin(folder: string): Promise<string | undefined> {
  const name = packageNameOf(folder)
  if (name === '') return `'${basename(folder)}' cannot name a package; use letters and digits.`
  const there = await namesIn(folder)
  if (there === undefined) return `${folder} is no folder one can write to.`
  // A repository may have been made first.
  const taken = there.filter((one) => one !== '.git')
  if (taken.length > 0) return `${folder} is not empty: it holds ${taken[0]}. Name a folder that is new or empty.`
  for (const [path, text] of projectFiles({ name, version: await ownVersion() })) {
    const file = join(folder, path)
    // oxlint-disable-next-line no-await-in-loop -- one after the other: a disk that is full is told once
    await mkdir(dirname(file), { recursive: true })
    // oxlint-disable-next-line no-await-in-loop
    await writeFile(file, text, { flag: 'wx' })
  }
  return undefined
}

async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(folder)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? [] : undefined
  }
}

function packageNameOf(folder: string): string {
  return basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}

function nextSteps(folder: string): string {
  const word = /^[\w./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", `'\\''`)}'`
  return `A project is in ${folder}, with the module modules/App/Hello.

What to do next
  cd ${word}
  npm install
  npm test         compiles the module and runs its test
  npm run dev      runs its job every minute; changed XML and TypeScript count at once

Another module: npx horarium module:create Acme_Shop`
}
