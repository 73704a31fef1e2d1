import { realpathSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Schedule } from '@horarium/sdk'
import { createTestSchedule, type TestSchedule, type TestScheduleOptions } from '@horarium/sdk/testing'
import { vi } from 'vitest'
import Files from '../../Model/Temporary/Files.js'
import type { CleanResult } from '../../Model/Temporary/tally.js'

const MINUTE_MS = 60_000
const PLACES = ['root', 'outside', 'project', 'home'] as const

/**
 * Real folders below one temporary folder, `top`: `root` to clean, `outside` that must survive, and the working
 * directory and the home of the test. Nothing else may be named to the cleaner, and nothing but `cleanAt` calls it: a
 * fault in what is tested here must cost this folder and no other.
 */
export class TemporaryTree {
  readonly top: string
  readonly root: string
  readonly outside: string
  readonly home: string
  readonly #left: string

  private constructor(top: string) {
    this.top = top
    this.root = join(top, 'root')
    this.outside = join(top, 'outside')
    this.home = join(top, 'home')
    this.#left = process.cwd()
  }

  static async make(): Promise<TemporaryTree> {
    const tree = new TemporaryTree(await realpath(await mkdtemp(join(tmpdir(), 'hz-core-'))))
    for (const place of PLACES) await mkdir(join(tree.top, place))
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.stubEnv('HOME', tree.home)
    process.chdir(join(tree.top, 'project'))
    return tree
  }

  async remove(): Promise<void> {
    process.chdir(this.#left)
    vi.unstubAllEnvs()
    vi.useRealTimers()
    await rm(this.top, { recursive: true, force: true })
  }

  /** Writes a file below `top`, with four bytes in it. */
  async write(...path: readonly string[]): Promise<string> {
    const file = join(this.top, ...path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, 'four')
    return file
  }

  /** Everything below `top` but its own places, relative to it; directories end in `/`. */
  async names(): Promise<readonly string[]> {
    const found = await readdir(this.top, { recursive: true, withFileTypes: true })
    return found
      .map((one) => relative(this.top, join(one.parentPath, one.name)) + (one.isDirectory() ? '/' : ''))
      .filter((name) => !PLACES.some((place) => name === `${place}/`))
      .toSorted()
  }

  /** Cleans `root` with the clock set so far ahead that what was written until now is `minutes` old. */
  async cleanLater(minutes: number, params: Readonly<Record<string, string>> = {}): Promise<CleanResult> {
    return (await this.run(minutes, { params: { folders: this.root, ...params } })).result
  }

  async run(minutes: number, options: TestScheduleOptions): Promise<{ result: CleanResult; schedule: TestSchedule }> {
    const schedule = createTestSchedule(options)
    // A whole extra second: file times carry fractions of a millisecond.
    const now = vi.getRealSystemTime() + minutes * MINUTE_MS + 1_000
    return { result: await this.cleanAt(now, schedule), schedule }
  }

  /** Cleans with the clock set to `now`. */
  async cleanAt(now: number, schedule: Schedule): Promise<CleanResult> {
    for (const folder of ['.', ...(schedule.params['folders'] ?? '').split(',')]) this.#assertMine(folder.trim())
    vi.setSystemTime(now)
    return new Files().clean(schedule)
  }

  #assertMine(folder: string): void {
    for (const path of [resolve(folder), realOf(folder)]) {
      if (path !== this.top && !path.startsWith(this.top + sep)) throw new Error(`a test named ${path} to the cleaner`)
    }
  }
}

function realOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return resolve(folder)
  }
}
