import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commandsIn, faultsOf } from './command-lines.js'

const ROOT = join(import.meta.dirname, '../../../..')
const GUIDES = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
const DOCUMENTS = ['README.md', ...GUIDES.filter((file) => file.endsWith('.md')).map((file) => join('docs', file))]

describe.each(DOCUMENTS)('%s', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8')

  it('names commands, options and values that there are', () => {
    expect(commandsIn(text).flatMap(faultsOf)).toEqual([])
  })

  it('leads to files that there are', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link)
    const missing = links.filter((link) => !existsSync(join(ROOT, dirname(file), link)))

    expect(missing).toEqual([])
  })
})

it('the guides are full of commands to look at', () => {
  const counts = ['vps', 'shared-hosting', 'upgrading'].map((name) => {
    return commandsIn(readFileSync(join(ROOT, 'docs/ops', `${name}.md`), 'utf8')).length
  })

  expect(Math.min(...counts)).toBeGreaterThan(5)
})

it.each([
  [['cron:instal'], ['no command cron:instal']],
  [
    ['cron:install', '--evry', '15'],
    ['cron:install: --evry', 'cron:install: 15'],
  ],
  [['--project', '/srv', 'job:show', 'a', 'b'], ['job:show: b']],
])('a slip in %j is found', (words, faults) => {
  expect(faultsOf(words)).toEqual(faults)
})
