import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LogFile } from '../../dist/log/log-file.js'

interface Folder {
  readonly folder: string
  readonly file: string
}

function makeFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), 'hz-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return { folder, file: join(folder, 'horarium.log') }
}

function linesIn(folder: string): readonly string[] {
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  return texts.flatMap((text) => text.split('\n').filter(Boolean))
}

describe('a log file', () => {
  it('is set aside when it is full, and the oldest are given up', () => {
    const { folder, file } = makeFolder()
    const log = new LogFile({ file, maxBytes: 20, keep: 2 })
    for (let number = 0; number < 10; number += 1) log.write(`line ${number}\n`)

    expect(readdirSync(folder).toSorted()).toEqual(['horarium.log', 'horarium.log.1', 'horarium.log.2'])
    expect(readFileSync(file, 'utf8')).toBe('line 8\nline 9\n')
    expect(readFileSync(`${file}.2`, 'utf8')).toBe('line 4\nline 5\n')
  })

  it('takes a line that is longer than a file may be', () => {
    const { file } = makeFolder()
    const log = new LogFile({ file, maxBytes: 4, keep: 1 })
    log.write('a long line\n')

    expect(readFileSync(file, 'utf8')).toBe('a long line\n')
  })

  it('is begun anew where somebody has moved it away', () => {
    const { file } = makeFolder()
    const log = new LogFile({ file, maxBytes: 1_000, keep: 1 })
    log.write('before\n')
    renameSync(file, `${file}.moved`)
    log.write('after\n')

    expect(readFileSync(file, 'utf8')).toBe('after\n')
  })

  it('loses no line when several processes write to it', async () => {
    const { folder, file } = makeFolder()
    const writers = ['a', 'b', 'c'].map((name) => fork(join(import.meta.dirname, 'writer.mjs'), [file, name]))
    await Promise.all(writers.map((writer) => once(writer, 'exit')))

    const lines = linesIn(folder)
    expect(lines).toHaveLength(3_000)
    expect(new Set(lines).size).toBe(3_000)
  })

  it('grows on while another process sets it aside, and is set aside again where that one has died over it', () => {
    const { folder, file } = makeFolder()
    mkdirSync(`${file}.lock`)
    const log = new LogFile({ file, maxBytes: 10, keep: 1 })
    for (let number = 0; number < 3; number += 1) log.write(`line ${number}\n`)
    expect(statSync(file).size).toBe(21)

    utimesSync(`${file}.lock`, 0, 0)
    for (let number = 0; number < 2; number += 1) log.write(`line ${number}\n`)
    expect(readdirSync(folder).toSorted()).toEqual(['horarium.log', 'horarium.log.1'])
  })

  it('that cannot be opened is told at once', () => {
    const { folder } = makeFolder()
    expect(() => new LogFile({ file: join(folder, 'none/x.log'), maxBytes: 10, keep: 1 })).toThrow(
      /^The log file cannot be written: ENOENT/,
    )
  })
})
