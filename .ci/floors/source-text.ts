export interface Import {
  readonly specifier: string
  readonly line: number
}

type Token = 'comment' | 'quoted' | 'template' | 'pattern'

// A slash begins a regular expression only where a value may begin; elsewhere it divides.
const TOKENS = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[^]*?\*\/)`,
    String.raw`(?<quoted>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")`,
    '(?<template>`(?:\\\\[^]|[^`\\\\])*`)',
    String.raw`(?<pattern>(?<=(?:[(,=:[!&|?{};>\n]|\breturn)[ \t]*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^\/\\\n[])+\/[a-z]*)`,
  ].join('|'),
  'g',
)

/** The text with the given kinds of token blanked out; lines and columns stay. */
export function without(text: string, ...kinds: readonly Token[]): string {
  return text.replace(TOKENS, (token: string, ...rest: readonly unknown[]) => {
    const groups = rest.at(-1) as Readonly<Record<Token, string | undefined>>
    return kinds.some((kind) => groups[kind] !== undefined) ? token.replace(/[^\n]/g, ' ') : token
  })
}

const IMPORTS: readonly RegExp[] = [
  // import x from, import type { ... } from, export { ... } from: over several lines too.
  /^[ \t]*(?:import|export)\b[^'";]*?\bfrom\s*['"](?<specifier>[^'"\n]+)['"]/gm,
  /^[ \t]*import\s*['"](?<specifier>[^'"\n]+)['"]/gm,
  // import('x'), as a value and as a type; require('x').
  /\b(?:import|require)\s*\(\s*['"](?<specifier>[^'"\n]+)['"]/g,
]

/** Every module a source names, with the line that names it. */
export function importsOf(text: string): readonly Import[] {
  // Templates hold the text of other files in tests.
  const code = without(text, 'comment', 'template', 'pattern')
  return IMPORTS.flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => ({
      specifier: match.groups?.['specifier'] ?? '',
      line: lineAt(code, match.index + match[0].length),
    })),
  )
}

/** The line, counted from 1, of every place where the pattern (with flag g) matches. */
export function linesOf(text: string, pattern: RegExp): readonly number[] {
  return [...text.matchAll(pattern)].map((match) => lineAt(text, match.index + match[0].length))
}

function lineAt(text: string, end: number): number {
  return text.slice(0, end).split('\n').length
}
