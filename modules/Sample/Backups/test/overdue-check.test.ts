import { describe, expect, it } from 'vitest'
import { makeBackups } from './support/backups.js'

async function overdueAt(at: string, ...reports: readonly Readonly<Record<string, string>>[]): Promise<number> {
  const backups = makeBackups()
  for (const report of reports) {
    // oxlint-disable-next-line no-await-in-loop -- as they come in
    await backups.report(report['finished_at'] ?? '', report)
  }
  return (await backups.check(at)).statistics.overdueBackupsFound
}

describe('a check', () => {
  it('of an empty store finds nothing, and says so', async () => {
    const { statistics, schedule } = await makeBackups().check('2026-02-01T00:00:00Z')
    expect(statistics).toEqual({
      totalBackupConfigs: 0,
      checkedBackups: 0,
      overdueBackupsFound: 0,
      notificationsSent: 0,
      notificationsFailed: 0,
    })
    expect(schedule).toMatchObject({ message: '0 checked, 0 overdue, 0 notifications sent', lines: [] })
  })

  it('counts backups that nobody watches, and does not look at them', async () => {
    const backups = makeBackups()
    await backups.report('2026-01-01T02:00:00Z', { watched: '0' })
    await backups.report('2026-01-01T02:00:00Z', { backup: 'mail' })
    const { statistics } = await backups.check('2026-02-01T00:00:00Z')
    expect(statistics).toMatchObject({ totalBackupConfigs: 2, checkedBackups: 1, overdueBackupsFound: 1 })
  })

  it('with a wrong parameter looks at nothing and names everything that is wrong', async () => {
    const params = { webhook: 'ftp://here', mail_to: 'ops@example.org', tolerance: '5' }
    const error: unknown = await makeBackups()
      .check('2026-02-01T00:00:00Z', params)
      .catch((reason: unknown) => reason)
    expect(String(error)).toMatch(/^InvalidParams: .*webhook.*http:/)
    expect(String(error)).toContain('tolerance')
  })

  it('takes mail_to and smtp_url only together', async () => {
    const run = makeBackups().check('2026-02-01T00:00:00Z', { mail_to: 'ops@example.org' })
    await expect(run).rejects.toThrow(/mail_to.* must be given together with smtp_url/)
  })
})

describe('a backup is overdue', () => {
  const night = { finished_at: '2026-01-10T02:00:00Z', every_minutes: '1440', tolerance_minutes: '120' }

  it.each([
    ['2026-01-11T04:00:00.000Z', 0],
    ['2026-01-11T04:00:00.001Z', 1],
  ])('once interval and tolerance are over: at %s %i', async (at, overdue) => {
    expect(await overdueAt(at, night)).toBe(overdue)
  })

  it.each([
    ['2026-01-12T04:00:00Z', 0],
    ['2026-01-12T04:05:00Z', 1],
  ])('by the time of day of the first, however late the newest was: at %s %i', async (at, overdue) => {
    expect(await overdueAt(at, night, { finished_at: '2026-01-11T03:59:00Z' })).toBe(overdue)
  })

  it('although one was made by hand a little before its time', async () => {
    expect(await overdueAt('2026-01-11T04:05:00Z', night, { finished_at: '2026-01-11T01:30:00Z' })).toBe(1)
  })

  it('when the newest failed, as only a success counts', async () => {
    const failed = { finished_at: '2026-01-11T02:00:00Z', status: 'error' }
    expect(await overdueAt('2026-01-11T04:05:00Z', night, failed)).toBe(1)
  })

  it('when none ever succeeded since the first was expected', async () => {
    const failed = { ...night, status: 'error' }
    expect(await overdueAt('2026-01-10T04:00:00Z', failed)).toBe(0)
    expect(await overdueAt('2026-01-10T04:05:00Z', failed)).toBe(1)
  })

  it('not before the instant from which it is expected', async () => {
    const later = { ...night, expected_from: '2026-03-01T02:00:00+01:00' }
    expect(await overdueAt('2026-03-01T03:00:00Z', later)).toBe(0)
    expect(await overdueAt('2026-03-01T03:05:00Z', later)).toBe(1)
  })

  it('no more once a newer one has arrived, also one that a late check could not know of', async () => {
    expect(await overdueAt('2026-01-11T04:05:00Z', night, { finished_at: '2026-01-11T06:00:00Z' })).toBe(0)
  })
})

describe('a report', () => {
  it('of a new backup expects it daily, and tells when', async () => {
    const received = await makeBackups().report('2026-01-10T02:00:00Z')
    expect(received).toEqual({ server: 'nas', backup: 'photos', expectedAt: '2026-01-11T02:00:00.000Z' })
  })

  it('changes of what is expected only what it names', async () => {
    const backups = makeBackups()
    await backups.report('2026-01-10T02:00:00Z', { every_minutes: '60', notify: 'weekly' })
    await backups.report('2026-01-10T02:10:00Z', { tolerance_minutes: '5' })
    expect(backups.store.all('select every_minutes, tolerance_minutes, notify from backups_expected')).toEqual([
      { every_minutes: 60, tolerance_minutes: 5, notify: 'weekly' },
    ])
  })

  it('without a server, or with a status nobody knows, notes nothing', async () => {
    const backups = makeBackups()
    const error: unknown = await backups
      .report('2026-01-10T02:00:00Z', { server: ' ', status: 'perhaps' })
      .catch((reason: unknown) => reason)
    expect(String(error)).toMatch(/^InvalidParams: .*server.*status/)
    expect(backups.store.all('select * from backups_run')).toEqual([])
  })
})
