import {
  DEFAULT_POLICY,
  groupSettings,
  groupSettingsProblems,
  resolveSettings,
  type SettingLayer,
} from '@horarium/core'
import { describe, expect, it } from 'vitest'

function ofGroup(values: Readonly<Record<string, string>>): SettingLayer {
  const sourced = Object.entries(values).map(
    ([name, value]) => [`system/cron/g/${name}`, { value, source: `m.xml:${name.length}` }] as const,
  )
  return { origin: 'module', values: new Map(sourced) }
}

describe("a group's settings", () => {
  it('turn minutes into milliseconds', () => {
    const settings = groupSettings(
      resolveSettings([ofGroup({ schedule_lifetime: '2', use_separate_process: '1' })]),
      'g',
    )

    expect(settings).toMatchObject({ group: 'g', lifetimeMs: 120_000, aheadMs: 1_200_000, useSeparateProcess: true })
    expect(settings).toMatchObject({ concurrency: 8, shards: 1, historyKeep: 10, timezone: 'UTC', dialect: 'standard' })
  })

  it('say how its jobs are run, and are the defaults of a policy where nobody says anything', () => {
    const unset = groupSettings(resolveSettings([]), 'g')
    const set = resolveSettings([ofGroup({ timeout: '10m', retries: '3', backoff: '30s', overlap: 'queue' })])

    expect(unset.policy).toEqual(DEFAULT_POLICY)
    expect(groupSettings(set, 'g').policy).toEqual({
      ...DEFAULT_POLICY,
      overlap: 'queue',
      timeoutMs: 600_000,
      retry: { ...DEFAULT_POLICY.retry, retries: 3, backoffMs: 30_000 },
    })
  })

  it('turn durations into milliseconds, whatever unit they name', () => {
    const given = ofGroup({ stop_grace: '1m', block_limit: '0', poison_pause: '2' })
    const settings = groupSettings(resolveSettings([given]), 'g')

    expect(settings).toMatchObject({ stopGraceMs: 60_000, blockLimitMs: 0, poisonPauseMs: 120_000 })
    expect(settings).toMatchObject({ processes: 2, memoryMiB: 0, recycleAfter: 0, concurrencyTotal: 0 })
    expect(settings).toMatchObject({
      environmentGuard: false,
      maintenances: [],
      pauses: [],
      poisonCrashes: 5,
      poisonFailures: 0,
    })
    expect(groupSettings(resolveSettings([]), 'g')).toMatchObject({ stopGraceMs: 10_000, blockLimitMs: 30_000 })
  })

  it('hold the pause of everything beside that of the group, each with its author', () => {
    const interval = '2026-01-31T10:00:00Z/2026-01-31T12:00:00Z'
    const values = new Map([
      ['system/cron/pause', { value: `${interval} import`, source: 'anna' }],
      ['system/cron/g/pause', { value: `${interval} move`, source: 'ben' }],
      ['system/cron/g/maintenance', { value: '1', source: 'ben' }],
    ])
    const settings = resolveSettings([{ origin: 'override', values }])

    const ofAll = { note: 'import', author: 'anna', from: Date.parse('2026-01-31T10:00:00Z') }
    expect(groupSettings(settings, 'other')).toMatchObject({ pauses: [ofAll], maintenances: [] })
    const own = groupSettings(settings, 'g')
    expect(own).toMatchObject({ pauses: [ofAll, { note: 'move' }], maintenances: [{ author: 'ben' }] })
  })

  it('have no problem by default, nor with a horizon as long as the period', () => {
    const equal = ofGroup({ schedule_generate_every: '20' })

    expect(groupSettingsProblems(resolveSettings([]), 'g')).toEqual([])
    expect(groupSettingsProblems(resolveSettings([equal]), 'g')).toEqual([])
  })

  it('are wrong when the horizon is shorter than the period, where the file and line say so', () => {
    const short = resolveSettings([ofGroup({ schedule_ahead_for: '5' })])

    expect(groupSettingsProblems(short, 'g')).toMatchObject([
      { severity: 'error', file: 'm.xml', line: 18, path: 'system/cron/g/schedule_ahead_for' },
    ])
  })

  it('blame the period when the horizon is only the default', () => {
    const rare = resolveSettings([ofGroup({ schedule_generate_every: '60' })])

    expect(groupSettingsProblems(rare, 'g')).toMatchObject([
      { severity: 'error', file: 'm.xml', line: 23, path: 'system/cron/g/schedule_generate_every' },
    ])
  })

  it('are wrong when there are fewer runs than shards to share them', () => {
    const few = resolveSettings([ofGroup({ concurrency_total: '2', shards: '3' })])

    expect(groupSettingsProblems(few, 'g')).toMatchObject([
      { severity: 'error', path: 'system/cron/g/concurrency_total', remedy: expect.stringContaining('at least 3') },
    ])
  })

  it('never have a horizon of nothing: it is refused, and the default counts', () => {
    const none = resolveSettings([ofGroup({ schedule_ahead_for: '0' })])

    expect(none.problems).toMatchObject([{ severity: 'error', path: 'system/cron/g/schedule_ahead_for' }])
    expect(groupSettings(none, 'g').aheadMs).toBe(1_200_000)
  })
})
