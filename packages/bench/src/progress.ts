/** One line on a terminal that says what is being measured. */
export interface Progress {
  readonly say: (words: string) => void
  readonly clear: () => void
}

const CLEAR_LINE = '\r\u001B[2K'

/** Progress goes to standard error, and only where somebody looks at it. */
export function createProgress(): Progress {
  const { stderr } = process
  const write = (text: string): void => {
    if (stderr.isTTY) stderr.write(text)
  }
  return { say: (words) => write(`${CLEAR_LINE}${words}`), clear: () => write(CLEAR_LINE) }
}
