import {
  didYouMean,
  groupOf,
  isGroupName,
  isJobCode,
  JOB_LEAVES,
  jobPath,
  jobPathOf,
  jobPaths,
  laneOf,
  lanesOf,
  nearest,
} from '@horarium/core'
import { describe, expect, it } from 'vitest'

const CODES = ['check_email', 'send_email', 'clean_temp', 'index_price']

describe('a job code', () => {
  it.each(['a', 'colin_bootstrap_cron', 'A.b-c', '_x', '9', 'x'.repeat(200)])('may be %s', (text) => {
    expect(isJobCode(text)).toBe(true)
  })

  it.each(['', ' ', 'a b', 'a@b', 'a:b', 'a/b', 'a{b}', '-a', '.', '..', 'ä', 'a\n', 'x'.repeat(201)])(
    'may not be %j',
    (text) => expect(isJobCode(text)).toBe(false),
  )

  it.each(['__proto__', 'constructor', 'prototype'])(
    'nor a group may be %s, which means something to JavaScript',
    (text) => {
      expect(isJobCode(text)).toBe(false)
      expect(isGroupName(text)).toBe(false)
    },
  )
})

describe('the nearest names', () => {
  it('come best first, three at most', () => {
    expect(nearest('check_emial', CODES)).toEqual(['check_email'])
    expect(nearest('email', CODES)).toEqual(['check_email', 'send_email'])
    expect(nearest('job', ['job1', 'job2', 'job3', 'job4'])).toHaveLength(3)
  })

  it('do not mind the case, and are none where nothing is near', () => {
    expect(nearest('CLEAN_TEMP', CODES)).toEqual(['clean_temp'])
    expect(nearest('wholly different', CODES)).toEqual([])
    expect(nearest('', CODES)).toEqual([])
  })

  it('become a question, or nothing', () => {
    expect(didYouMean('chek_email', CODES)).toBe(' Did you mean check_email?')
    expect(didYouMean('email', CODES)).toBe(' Did you mean check_email or send_email?')
    expect(didYouMean('nothing at all', CODES)).toBe('')
  })
})

describe('the path of a setting that speaks for a job', () => {
  it.each(JOB_LEAVES)('is known by its %s, in the form of either Magento', (leaf) => {
    const [plain, grouped] = jobPaths({ code: 'a.b', group: 'index' }, leaf)

    expect(plain).toBe(jobPath('a.b', leaf))
    expect(jobPathOf(plain)).toEqual({ code: 'a.b', leaf })
    expect(jobPathOf(grouped)).toEqual({ code: 'a.b', leaf, group: 'index' })
  })

  it('may name a job or a group called jobs', () => {
    expect(jobPathOf('crontab/jobs/jobs/active')).toEqual({ code: 'jobs', leaf: 'active' })
    expect(jobPathOf('crontab/jobs/jobs/a/active')).toEqual({ code: 'a', leaf: 'active', group: 'jobs' })
  })

  it.each(['crontab/jobs/a', 'crontab/jobs/a/schedule', 'crontab/jobs/a/active/x', 'crontab/a/active', ''])(
    'is not %j',
    (path) => expect(jobPathOf(path)).toBeUndefined(),
  )
})

describe('a lane', () => {
  it('is the group itself, or one of its shards, the same for ever', () => {
    expect(laneOf('mail', 'index', 1)).toBe('index')
    expect(laneOf('mail', 'index', 4)).toBe('index#2')
    expect(lanesOf('index', 1)).toEqual(['index'])
    expect(lanesOf('index', 3)).toEqual(['index#0', 'index#1', 'index#2'])
  })

  it('holds every job in one of the lanes of its group', () => {
    const lanes = new Set(Array.from({ length: 500 }, (_, index) => laneOf(`job_${index}`, 'g', 8)))

    expect([...lanes].toSorted()).toEqual(lanesOf('g', 8))
    expect([...lanes].every((lane) => groupOf(lane) === 'g')).toBe(true)
  })
})
