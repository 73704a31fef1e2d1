import { plot } from 'asciichart'
import type { Terminal } from './terminal.js'

const HEIGHT = 6

/** Draws a row of numbers as a line above zero, with the scale beside it. */
export function writeChart(terminal: Terminal, values: readonly number[]): void {
  const top = Math.max(1, ...values)
  // One decimal where whole numbers would say the same thing on every line.
  const scaleText = (value: number): string => value.toFixed(top < 10 ? 1 : 0)
  const width = scaleText(top).length
  const format = (value: number): string => scaleText(value).padStart(width)
  const text = plot([...values], { min: 0, max: top, height: HEIGHT, format })
  for (const line of text.split('\n')) terminal.line(line.trimEnd())
}
