/** How modules are compiled, wherever they are. */
export function compilerOptions(): Readonly<Record<string, unknown>> {
  return {
    target: 'es2023',
    lib: ['es2023'],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    types: ['node'],
    composite: true,
    sourceMap: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
  }
}

/** JSON as people write it: lists of words in one line. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2)
  const lists = text.replace(/\[\n\s+("[^\n]*"(?:,\n\s+"[^\n]*")*)\n\s+\]/g, (_, words: string) => {
    return `[${words.replaceAll(/,\n\s+/g, ', ')}]`
  })
  return `${lists}\n`
}
