import { maskParams, maskSetting, paramsFault, readParams } from '@horarium/core'
import { describe, expect, it } from 'vitest'

describe('parameters as text', () => {
  it.each([
    ['a=1\n b = two words=2 \n', { a: '1', b: 'two words=2' }],
    ['{"a":"1","b":{"c":2},"d":3}', { a: '1', b: '{"c":2}', d: '3' }],
    ['{}', {}],
    ['as it is', { parameters: 'as it is' }],
    ['a=1\nand more', { parameters: 'a=1\nand more' }],
    ['["a"]', { parameters: '["a"]' }],
    ['{{config path="a/b"}}', { parameters: '{{config path="a/b"}}' }],
  ])('%j mean what they say', (text, params) => {
    expect(Object.fromEntries(readParams(text).pairs ?? [])).toEqual(params)
  })

  it.each(['{"a":1', '{a:1}', '{', ' {"a": "b",}'])('%j begin like a JSON object and are none', (text) => {
    expect(readParams(text)).toEqual({ fault: 'the parameters begin like a JSON object, but are none' })
  })
})

describe('parameters', () => {
  it('may have 16 KiB', () => {
    expect(paramsFault({ a: 'x'.repeat(16_376) })).toBeUndefined()
    expect(paramsFault({ a: 'x'.repeat(16_377) })).toBe('the parameters are 16385 bytes long; 16384 are the most')
  })

  it('whose names speak of a secret are masked for people', () => {
    const params = { db_password: 'a', CLIENT_SECRET: 'b', accessToken: 'c', 'api-key': 'd', colour: 'red' }
    const masked = { db_password: '***', CLIENT_SECRET: '***', accessToken: '***', 'api-key': '***', colour: 'red' }
    expect(maskParams(params)).toEqual(masked)
    expect(maskSetting('crontab/jobs/mail/params/api_key', 'd')).toBe('***')
    expect(maskSetting('crontab/jobs/mail/params/colour', 'red')).toBe('red')
    expect(maskSetting('crontab/jobs/key_job/label', 'Keys')).toBe('Keys')
    expect(maskSetting('system/cron/alert_webhook_url', 'https://h')).toBe('***')
    expect(maskSetting('system/cron/alert_webhook_url', '')).toBe('')
  })
})
