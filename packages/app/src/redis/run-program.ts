import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const TIME_LIMIT_MS = 120_000

/** Where and how a program runs. */
export interface ProgramSurroundings {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/** Runs a program without a shell and answers what it printed; rejects with its last words when it fails. */
export async function runProgram(
  program: string,
  words: readonly string[],
  surroundings: ProgramSurroundings = {},
): Promise<string> {
  try {
    const { stdout } = await run(program, [...words], { ...surroundings, timeout: TIME_LIMIT_MS })
    return stdout
  } catch (cause) {
    throw new Error(`${program}: ${lastLineOf(cause)}`, { cause })
  }
}

function lastLineOf(cause: unknown): string {
  const { stderr, message } = cause as { readonly stderr?: string; readonly message?: string }
  const lines = (stderr ?? '').trim().split('\n')
  return lines.at(-1) || message || 'it failed'
}
