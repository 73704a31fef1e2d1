import { simulate, type SimulationOrder } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { jobAt } from './support/definitions.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOON = Date.UTC(2026, 0, 31, 12)

const hour: SimulationOrder = { from: NOON, to: NOON + HOUR, limit: 3 }

describe('a simulation', () => {
  it('counts the runs of each job and of each minute, from the first instant up to the end', () => {
    const { total, jobs, load } = simulate([jobAt('a', '*/20 * * * *'), jobAt('b', 30), jobAt('c', '0 * * * *')], hour)
    expect(jobs.map(({ definition, runs }) => [definition.code, runs])).toEqual([
      ['b', 120],
      ['a', 3],
      ['c', 1],
    ])
    expect([total, load.length]).toEqual([124, 60])
    expect([...load.slice(0, 3), load[20]]).toEqual([4, 2, 2, 3])
  })

  it('finds the minutes in which runs meet, the fullest first, and who meets', () => {
    const jobs = [jobAt('a', '10,20,30,40 * * * *'), jobAt('b', '20,30 * * * *'), jobAt('c', '30 * * * *')]
    const { collisions, fullest } = simulate(jobs, { ...hour, limit: 2 })
    expect(collisions).toBe(2)
    expect(fullest).toEqual([
      { at: NOON + 30 * MINUTE, runs: 3, jobCodes: ['a', 'b', 'c'] },
      { at: NOON + 20 * MINUTE, runs: 2, jobCodes: ['a', 'b'] },
    ])
  })

  it('lists the first runs of all jobs together, as many as are asked for', () => {
    const { runs } = simulate([jobAt('late', '59 * * * *'), jobAt('b', '*/2 * * * *'), jobAt('a', '2 * * * *')], hour)
    expect(runs.map(({ jobCode, at }) => `${jobCode} ${(at - NOON) / MINUTE}`)).toEqual(['b 0', 'a 2', 'b 2'])
  })

  it('leaves out what does not run, and names what nobody can foresee', () => {
    const jobs = [
      jobAt('off', '* * * * *', { status: 'disabled' }),
      jobAt('broken', '* * * * *', { status: 'invalid' }),
      jobAt('all', 'always'),
    ]
    expect(simulate(jobs, hour)).toMatchObject({ total: 0, jobs: [], always: ['all'], runs: [], fullest: [] })
  })

  it('computes jobs of one calendar once, and still gives each its own H', () => {
    const twins = ['x', 'y', 'z'].map((code) => jobAt(code, 'H * * * *'))
    const { load } = simulate([...twins, jobAt('a', '5 * * * *'), jobAt('b', '5 * * * *')], hour)
    expect(load[5]).toBe(2)
    expect(load.filter((count) => count > 0).length).toBe(4)
  })

  it('tells what clock changes do to a job that names its hours', () => {
    const jobs = [jobAt('night', '30 2 * * *', { timezone: 'Europe/Paris' }), jobAt('utc', '30 2 * * *')]
    const { clockEffects } = simulate(jobs, { from: Date.UTC(2026, 0), to: Date.UTC(2027, 0), limit: 9 })
    expect(clockEffects).toEqual([{ jobCode: 'night', at: Date.UTC(2026, 2, 29, 1), effect: 'moved', count: 1 }])
  })

  it('holds a year of a thousand jobs in a few numbers, and refuses what is longer than three', () => {
    const thousand = Array.from({ length: 1_000 }, (_, index) => jobAt(`job${index}`, `${index % 60} * * * *`))
    const year = { from: Date.UTC(2026, 0), to: Date.UTC(2027, 0), limit: 3 }
    const { total, load, runs, fullest } = simulate(thousand, year)
    expect([total, load.length, runs.length, fullest.length]).toEqual([8_760_000, 525_600, 3, 3])
    expect(() => simulate([], { ...year, to: Date.UTC(2030, 0) })).toThrow('three years')
  })
})
