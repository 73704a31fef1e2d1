import { describe, expect, it } from 'vitest'
import { settingText } from '../src/setting-text.js'

const SPEC = { name: 'schedule_lifetime', type: 'integer', unit: 'minutes', default: '15', meaning: '' } as const

describe("a setting's value with its unit", () => {
  it.each([
    ['0', '0 minutes'],
    ['1', '1 minute'],
    ['15', '15 minutes'],
  ])('of %s reads %s', (value, text) => {
    expect(settingText({ path: '', origin: 'default', source: '', value, spec: SPEC })).toBe(text)
  })
})
