import { INSTANCE_SETTINGS, SETTING_TABLE } from '@horarium/core'
import { expect, test } from 'vitest'
import { MEANINGS_FR } from '../src/settings/meanings.js'

test('every setting has a meaning in French, and none that is no setting', () => {
  const names = [...SETTING_TABLE, ...INSTANCE_SETTINGS].map(({ name }) => name)
  expect(Object.keys(MEANINGS_FR).toSorted()).toEqual(names.toSorted())
})
