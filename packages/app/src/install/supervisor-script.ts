import { commandWords, type Installation } from './installation.js'
import { quoteForShell } from './quote.js'

// The line that asks for a command; in a script of its own it is known.
const ASKS = /^\[ \$# -gt 0 \] \|\| .*$/m

/** The supervising script with this installation's command in it; it still takes another one as its words. */
export function supervisorScript(script: string, installation: Installation, words: readonly string[]): string {
  const command = commandWords(installation, words).map(quoteForShell).join(' ')
  return script.replace(ASKS, () => `[ $# -gt 0 ] || set -- ${command}`)
}
