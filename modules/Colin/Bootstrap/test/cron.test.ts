import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestSchedule } from '@horarium/sdk/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import Cron from '../Model/Observer/Cron.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hz-bootstrap-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

describe('runCustomCronJob', () => {
  it('says so in the log of its run', async () => {
    const schedule = createTestSchedule({ params: { log_file: join(folder, 'cron.log') } })
    await new Cron().runCustomCronJob(schedule)
    expect(schedule.lines).toEqual([{ level: 'info', message: 'Cron has run.', fields: {} }])
  })

  it('appends a line with its instant to the file, making the folders on the way', async () => {
    const file = join(folder, 'var', 'log', 'cron.log')
    for (const scheduledAt of [new Date('2026-01-31T10:05:00Z'), new Date('2026-01-31T10:06:00Z')]) {
      await new Cron().runCustomCronJob(createTestSchedule({ scheduledAt, params: { log_file: file } }))
    }
    expect(await readFile(file, 'utf8')).toBe(
      '2026-01-31T10:05:00.000Z Cron has run.\n2026-01-31T10:06:00.000Z Cron has run.\n',
    )
  })

  it('writes below .horarium of the working directory when no file is named', async () => {
    vi.spyOn(process, 'cwd').mockReturnValue(folder)
    await new Cron().runCustomCronJob(createTestSchedule())
    expect(await readFile(join(folder, '.horarium/log/cron.log'), 'utf8')).toContain('Cron has run.')
  })
})
