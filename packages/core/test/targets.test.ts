import { outcomeOfTargets, TARGETS_LIMIT, targetsIn } from '@horarium/core'
import { describe, expect, it } from 'vitest'

describe('what a provider of targets answers', () => {
  it('may be texts and numbers, each of which counts once', () => {
    const outcome = outcomeOfTargets(['a', 7, 'B_1.x-2', '7', 'a'])
    expect(outcome.status).toBe('success')
    expect(targetsIn(outcome)).toEqual(['a', '7', 'B_1.x-2'])
  })

  it('may be nothing', () => {
    expect(targetsIn(outcomeOfTargets([]))).toEqual([])
  })

  it.each([
    [undefined, 'the provider answers undefined, not an array of ids'],
    ['a,b', "the provider answers 'a,b', not an array of ids"],
    [new Set(['a']), 'the provider answers an object, not an array of ids'],
    [['a', 'b c'], "id 2 of 2 is 'b c'"],
    [[''], "id 1 of 1 is ''"],
    [['a', Number.NaN], 'id 2 of 2 is NaN'],
    [['a', null, 'b'], 'id 2 of 3 is null'],
    [[['a']], 'id 1 of 1 is an array'],
    [['~'], "id 1 of 1 is '~'"],
    [['x'.repeat(101)], 'an id is 1 to 100 of letters'],
    [Array.from({ length: TARGETS_LIMIT + 1 }, (_, id) => id), '10001 ids; 10000 are the most'],
  ])('is an error that tells what is wrong with %s', (value, message) => {
    const { status, reason } = outcomeOfTargets(value)
    expect(status).toBe('error')
    expect(reason).toContain(message)
  })
})
