import { HorariumError } from '@horarium/core'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from '../src/page.js'

const Place = Type.Tuple([Type.Number(), Type.String()])

test('a cursor comes back as the place it was made of', () => {
  const cursor = encodeCursor([12, 'évêque ~ 5/3'])
  expect(cursor).toMatch(/^[\w-]+$/)
  expect(decodeCursor(Place, cursor ?? '')).toEqual([12, 'évêque ~ 5/3'])
})

test('where nothing follows there is no cursor, and without one a list begins', () => {
  expect(encodeCursor(undefined)).toBeNull()
  expect(decodeCursor(Place, undefined)).toBeUndefined()
})

test.each(['', 'nonsense', '%%%', encodeCursor({ other: 'list' }) ?? '', encodeCursor([1]) ?? ''])(
  'a cursor the list has not given is refused: %j',
  (cursor) => expect(() => decodeCursor(Place, cursor)).toThrow(HorariumError),
)
