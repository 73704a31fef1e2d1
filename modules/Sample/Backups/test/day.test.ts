import { join } from 'node:path'
import { rehearse, type Rehearsal } from '@horarium/sdk/testing'
import { expect, inject, it } from 'vitest'
import { type Backups, makeBackups } from './support/backups.js'

function rehearseDay({ file }: Backups, settings: { readonly to: string; readonly from: string }): Promise<Rehearsal> {
  return rehearse({
    modules: [join(import.meta.dirname, '..')],
    params: { 'overdue-backup-check': { store: file }, 'audit-log-cleanup': { store: file } },
    redis: inject('redisAddress'),
    ...settings,
  })
}

it('on an empty store every run of a day succeeds: a check each 5 minutes, a clean-up at 02:00 UTC', async () => {
  const day = await rehearseDay(makeBackups(), { from: '2026-01-31T00:00:00Z', to: '2026-02-01T00:00:00Z' })
  expect(day.problems).toEqual([])
  expect(new Set(day.entries.map(({ status }) => status))).toEqual(new Set(['success']))
  expect(day.runs('overdue-backup-check')).toHaveLength(288)
  expect(day.runs('audit-log-cleanup').map(({ scheduledAt }) => scheduledAt.toISOString())).toEqual([
    '2026-01-31T02:00:00.000Z',
  ])
  expect(day.of('backup-received')).toEqual([])
})

it('a backup that stops to come is told of as soon as its tolerance is over, and then daily', async () => {
  const backups = makeBackups()
  await backups.report('2026-01-30T02:00:00Z')
  const days = await rehearseDay(backups, { from: '2026-01-31T00:00:00Z', to: '2026-02-02T12:00:00Z' })
  const told = days.runs('overdue-backup-check').filter(({ lines }) => lines.length > 0)
  expect(told.map(({ scheduledAt }) => scheduledAt.toISOString())).toEqual([
    '2026-01-31T04:05:00.000Z',
    '2026-02-01T04:05:00.000Z',
    '2026-02-02T04:05:00.000Z',
  ])
})
