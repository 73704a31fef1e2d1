import { describe, expect, it } from 'vitest'
import { lengthText, loadCurve, meanLoad } from '../src/schedule/load-curve.js'

const NOON = Date.UTC(2026, 0, 31, 12)

describe('the load curve', () => {
  it('sums minutes up to lengths that people count in, at most sixty of them', () => {
    const day = loadCurve(new Uint32Array(1_440).fill(2))
    expect([lengthText(day.minutesEach), day.runs.length, day.runs[0]]).toEqual(['30 min', 48, 60])
    const year = loadCurve(new Uint32Array(525_600))
    expect([lengthText(year.minutesEach), year.runs.length]).toEqual(['7 d', 52])
    expect(loadCurve(Uint32Array.of(1, 0, 3))).toEqual({ minutesEach: 1, runs: [1, 0, 3] })
  })

  it('leaves out a last stretch that is shorter than the others', () => {
    expect(loadCurve(new Uint32Array(61).fill(1))).toEqual({ minutesEach: 2, runs: Array(30).fill(2) })
  })

  it('has a mean for each minute of the hour and each hour of the day', () => {
    const load = new Uint32Array(120)
    load[5] = 4
    expect(meanLoad(load, NOON, 'minute of the hour').slice(4, 7)).toEqual([0, 2, 0])
    expect(meanLoad(load, NOON, 'hour of the day').slice(11, 15)).toEqual([0, 4, 0, 0])
  })
})
