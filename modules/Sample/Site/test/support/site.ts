import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import type { Store } from '@horarium-modules/sample-store'
import { createTestSchedule, type TestSchedule } from '@horarium/sdk/testing'
import { onTestFinished, vi } from 'vitest'
import Cleanup, { type CleanupResult } from '../../Model/Temporary/Cleanup.js'
import { openSite } from '../../Model/tables.js'

type Params = Readonly<Record<string, string>>

/** A project's folder of its own, in which the test works, with a home beside it and a store. */
export interface Site {
  readonly project: string
  readonly store: Store
  readonly schedule: (at: string, params?: Params, signal?: AbortSignal) => TestSchedule
  /** Nothing but this calls the clean-up: a fault in what is tested here must cost this folder and no other. */
  readonly cleanUp: (
    at: string,
    params?: Params,
  ) => Promise<{ readonly result: CleanupResult; readonly schedule: TestSchedule }>
}

/** Makes one; it is removed after the test. */
export function makeSite(): Site {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'hz-site-')))
  const [project, home, left] = [join(top, 'project'), join(top, 'home'), process.cwd()]
  for (const folder of [project, home]) mkdirSync(folder)
  vi.stubEnv('HOME', home)
  process.chdir(project)
  const schedule: Site['schedule'] = (at, params = {}, signal = new AbortController().signal) =>
    createTestSchedule({ scheduledAt: new Date(at), params, signal })
  const store = openSite(schedule('2026-01-31T00:00:00Z'))
  onTestFinished(() => {
    store.close()
    process.chdir(left)
    vi.unstubAllEnvs()
    rmSync(top, { recursive: true, force: true })
  })
  const cleanUp: Site['cleanUp'] = async (at, params = {}) => {
    if (!realpathSync('.').startsWith(top + sep)) throw new Error('a test works outside its own folder')
    if (/^\/|\.\./.test(params['folder'] ?? '')) throw new Error('a test named a folder beyond its own')
    const run = schedule(at, params)
    return { result: await new Cleanup().run(run), schedule: run }
  }
  return { project, store, schedule, cleanUp }
}
