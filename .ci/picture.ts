import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

// What a person sees of a project that has run a while. It writes docs/picture.svg, for the README.
const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'packages/cli/bin/horarium.js')
const PROJECT = process.argv[2] ?? ROOT
const WIDTH = 137

const MINUTE = 60_000
const lastMinute = new Date(Math.floor(Date.now() / MINUTE - 1) * MINUTE).toISOString().replace('.000Z', 'Z')

// Each with how many of its lines are shown.
const SHOWN: readonly (readonly [string, number])[] = [
  ['job:list', 15],
  ['history:list --limit 5', 6],
  [`schedule:explain colin_bootstrap_cron ${lastMinute}`, 14],
]
const LINE = 17
const CHAR = 7.8
const MARGIN = 20

const lines = SHOWN.flatMap(([words, most]) => [`$ npx horarium ${words}`, ...answerOf(words).slice(0, most), ''])
writeFileSync(join(ROOT, 'docs/picture.svg'), draw(lines.slice(0, -1)))

function answerOf(words: string): readonly string[] {
  const env = { ...process.env, COLUMNS: String(WIDTH), NO_COLOR: '1' }
  const text = execFileSync(process.execPath, [BIN, ...words.split(' ')], { cwd: PROJECT, env, encoding: 'utf8' })
  return text.trimEnd().replaceAll(hostname(), 'server').split('\n')
}

function draw(shown: readonly string[]): string {
  const [width, height] = [2 * MARGIN + WIDTH * CHAR, 2 * MARGIN + shown.length * LINE]
  const texts = shown.map((line, index) => {
    const colour = line.startsWith('$ ') ? '#7ee787' : '#d1d7e0'
    return `<text x="${MARGIN}" y="${MARGIN + (index + 1) * LINE - 4}" fill="${colour}">${escapeText(line.slice(0, WIDTH))}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Jobs, entries to come, history and load on a terminal">
<rect width="100%" height="100%" rx="8" fill="#151b23"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" xml:space="preserve">
${texts.join('\n')}
</g>
</svg>
`
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
