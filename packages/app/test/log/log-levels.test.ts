import { LogLevels } from '@horarium/app'
import { parseLogLevels } from '@horarium/core'
import { describe, expect, it } from 'vitest'

describe('the levels of the process log', () => {
  it.each(['loud', 'engine=loud', 'engin=debug', 'info=', '=debug', 'engine'])('cannot be %j', (text) => {
    expect(parseLogLevels(text)).toBeUndefined()
  })

  it('are what the process was started with until somebody says otherwise', () => {
    const levels = new LogLevels('info', parseLogLevels('queue=debug'))

    expect(levels.takes('info', undefined)).toBe(true)
    expect(levels.takes('debug', 'engine')).toBe(false)
    expect(levels.takes('debug', 'queue')).toBe(true)
  })

  it('may change by component, and change back', () => {
    const levels = new LogLevels('info')
    levels.follow('error, engine=debug')
    expect(levels.takes('warn', undefined)).toBe(false)
    expect(levels.takes('warn', 'unheard of')).toBe(false)
    expect(levels.takes('debug', 'engine')).toBe(true)

    levels.follow('')
    expect(levels.takes('info', 'engine')).toBe(true)
    expect(levels.takes('debug', 'engine')).toBe(false)
  })
})
