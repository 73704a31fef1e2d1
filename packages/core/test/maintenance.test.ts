import { formatInterval, isInMaintenance, maintenanceReason, parseMaintenance } from '@horarium/core'
import { describe, expect, it } from 'vitest'

const [from, until] = [Date.UTC(2026, 0, 31, 12), Date.UTC(2026, 0, 31, 14)]

describe('a maintenance', () => {
  it.each([Infinity, until])('is read as it was written, until %d', (end) => {
    const text = formatInterval({ from, until: end, note: 'move' })

    expect(parseMaintenance(text, 'ann')).toEqual({ from, until: end, note: 'move', author: 'ann' })
  })

  it.each(['0', '', 'soon', '2026-01-31', '2026-01-31/2026-01-30 back'])('is not read from %j', (text) =>
    expect(parseMaintenance(text, 'ann')).toBeUndefined(),
  )

  it.each([
    ['1', 'maintenance by ann', true],
    ['2026-01-31T12:00:00Z/..', 'maintenance by ann from 2026-01-31T12:00:00Z', true],
    ['2026-01-31T12:00:00Z/2026-01-31T14:00:00Z move', '2026-01-31T12:00:00Z to 2026-01-31T14:00:00Z: move', false],
  ])('as %s names who, when and why', (text, reason, isOn) => {
    const found = parseMaintenance(text, 'ann')

    expect(found && maintenanceReason(found)).toContain(reason)
    expect(found && isInMaintenance(found, until)).toBe(isOn)
  })
})
