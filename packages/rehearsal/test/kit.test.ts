import * as rehearsal from '@horarium/rehearsal'
import type { TestKit } from '@horarium/sdk/testing'
import { expect, expectTypeOf, it } from 'vitest'

it('what the sdk imports by its name is what the sdk says it is', () => {
  expectTypeOf<typeof rehearsal>().toExtend<TestKit>()
  expect(new Set(Object.keys(rehearsal))).toEqual(new Set(['rehearse', 'runJob']))
})
