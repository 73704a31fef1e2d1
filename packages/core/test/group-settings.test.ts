import { groupSettings, groupSettingsProblems, resolveSettings, type SettingLayer } from '@horarium/core'
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

  it('never have a horizon of nothing: it is refused, and the default counts', () => {
    const none = resolveSettings([ofGroup({ schedule_ahead_for: '0' })])

    expect(none.problems).toMatchObject([{ severity: 'error', path: 'system/cron/g/schedule_ahead_for' }])
    expect(groupSettings(none, 'g').aheadMs).toBe(1_200_000)
  })
})
