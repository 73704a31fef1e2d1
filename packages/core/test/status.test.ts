import { FINISHED_STATUSES, isFinished, isStatus, LEGAL_MOVES, type Status, STATUSES } from '@horarium/core'
import { describe, expect, it } from 'vitest'

describe('a status', () => {
  it("is one of seven, the first five Magento's", () => {
    expect(STATUSES.slice(0, 5)).toEqual(['pending', 'running', 'success', 'error', 'missed'])
    expect(STATUSES).toHaveLength(7)
    expect(isStatus('sucess') || isStatus('toString')).toBe(false)
  })

  it('never changes once it is finished', () => {
    for (const status of STATUSES) expect(LEGAL_MOVES[status].length === 0).toBe(isFinished(status))
  })

  it('can be reached from pending', () => {
    const reached = new Set<Status>(['pending'])
    for (const status of reached) for (const next of LEGAL_MOVES[status]) reached.add(next)

    expect([...reached].toSorted()).toEqual([...STATUSES].toSorted())
  })

  it('is never missed or skipped after it ran, nor a success or an error before', () => {
    expect(LEGAL_MOVES.running).not.toContain('missed')
    expect(LEGAL_MOVES.running).not.toContain('skipped')
    expect(LEGAL_MOVES.pending).not.toContain('success')
    expect(LEGAL_MOVES.pending).not.toContain('error')
    expect(FINISHED_STATUSES.every((status) => isFinished(status))).toBe(true)
  })
})
