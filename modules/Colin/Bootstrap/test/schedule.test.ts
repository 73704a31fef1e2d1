import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rehearse, runJob } from '@horarium/sdk/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const module = join(import.meta.dirname, '..')
const job = 'colin_bootstrap_cron'

let file = ''
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'hz-bootstrap-')), 'cron.log')
})
afterEach(() => rm(join(file, '..'), { recursive: true, force: true }))

describe(job, () => {
  it('is declared so that it finds its handler', async () => {
    const run = await runJob({ module, job, params: { log_file: file } })
    expect(run).toMatchObject({ status: 'success', lines: [{ message: 'Cron has run.' }] })
  })

  it('runs each minute, on the minute', async () => {
    const params = { [job]: { log_file: file } }
    const { runs } = await rehearse({ modules: [module], params, from: '2026-01-31T10:00Z', to: '2026-01-31T11:00Z' })
    expect(runs(job)).toHaveLength(60)
    expect(runs(job).every(({ startedAt, scheduledAt }) => startedAt?.getTime() === scheduledAt.getTime())).toBe(true)
    expect((await readFile(file, 'utf8')).split('\n')[59]).toBe('2026-01-31T10:59:00.000Z Cron has run.')
  })
})
