import { HorariumError } from '@horarium/core'

const PLAIN = /^[\w@+=:,./-]+$/

/** A word as a POSIX shell takes it. */
export function quoteForShell(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/**
 * A word as a shell takes it that cron starts. Some crons take the backslash away that keeps % from being a line
 * break, others leave it to the shell: outside quotes both are right. Throws `usage` for what no crontab can hold.
 */
export function quoteForCron(word: string): string {
  if (/[\n\r\\]/.test(word)) {
    const sentence = `A crontab cannot hold ${JSON.stringify(word)}: no path in it may have a line break or a backslash.`
    throw new HorariumError('usage', sentence)
  }
  return word
    .split('%')
    .map((part) => (part === '' ? '' : quoteForShell(part)))
    .join('\\%')
}

/** A word as a unit of systemd takes it in a command or a list. */
export function quoteForSystemd(word: string): string {
  const quoted = literal(word).replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return /^[\w@+=:,./%$-]+$/.test(quoted) ? quoted : `"${quoted}"`
}

/** A text as a unit takes it for one whole value. Throws `usage` for what no unit can hold. */
export function literal(text: string): string {
  if (/[\n\r]/.test(text)) throw new HorariumError('usage', 'A unit cannot hold a path with a line break.')
  return text.replaceAll('%', '%%')
}

/** The words of a command that `quoteForCron` wrote. */
export function unquoteFromCron(command: string): readonly string[] {
  const words = command.match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? []
  return words.map((word) => word.replace(/'([^']*)'|\\(.)/g, (_, quoted?: string, single = '') => quoted ?? single))
}
