import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const COMPILER = 'node_modules/.bin/tsc'

/** The TypeScript compiler that a folder's own packages hold, or those of a folder above it. */
export function findCompiler(folder: string): string | undefined {
  const found = join(folder, COMPILER)
  if (existsSync(found)) return found
  const above = dirname(folder)
  return above === folder ? undefined : findCompiler(above)
}

export interface CompilerRun {
  readonly directory: string
  readonly tsconfigs: readonly string[]
}

/** Compiles what is older than its sources; answers what the compiler said, which is nothing where all is well. */
export function runCompiler(compiler: string, { directory, tsconfigs }: CompilerRun): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(compiler, ['-b', '--pretty', 'false', ...tsconfigs], { cwd: directory })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    }
    child.once('error', ({ message }) => resolve(`${compiler} cannot be run: ${message}`))
    // A terminal's Ctrl-C ends it too: no code.
    child.once('close', (code) => resolve(code === 0 || code === null ? '' : said.trim() || `it ended with ${code}`))
  })
}
