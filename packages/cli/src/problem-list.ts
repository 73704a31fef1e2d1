import { oneLine } from '@horarium/app'
import { isAbsolute, relative } from 'node:path'
import type { Problem } from '@horarium/core'
import type { Terminal } from './terminal.js'

/** Writes problems below the file each is in, every one with its line, its path, what is wrong and what helps. */
export function writeProblems(terminal: Terminal, problems: readonly Problem[]): void {
  for (const file of new Set(problems.map((problem) => problem.file))) {
    const found = problems.filter((problem) => problem.file === file)
    terminal.line(oneLine(shortPath(file)))
    for (const problem of found.toSorted((a, b) => a.line - b.line)) writeProblem(terminal, problem)
  }
}

// As a person would type it from where they stand.
function shortPath(file: string): string {
  if (file === '') return '(settings)'
  const fromHere = relative(process.cwd(), file)
  return isAbsolute(file) && fromHere !== '' && !fromHere.startsWith('..') ? fromHere : file
}

function writeProblem(terminal: Terminal, { severity, line, path, message, remedy }: Problem): void {
  const place = [...(line > 0 ? [`line ${line}`] : []), ...(path === '' ? [] : [oneLine(path)])]
  terminal.line(`  ${[terminal.paint(severity === 'error' ? 'red' : 'yellow', severity), ...place].join('  ')}`)
  terminal.line(`    ${oneLine(message)}`)
  if (remedy !== '') terminal.line(`    ${oneLine(remedy)}`)
}

/** `2 errors, 1 warning`; empty when there are none. */
export function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  const parts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ]
  return parts.join(', ')
}

/** `1 job`, `3 jobs`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
