import { listeningPort } from '@horarium/http'
import { describe, expect, it } from 'vitest'

describe('the port', () => {
  it.each([
    [{}, undefined, 9667],
    [{ NODE_ENV: 'development' }, undefined, 8667],
    [{ PORT: '8666' }, undefined, 8667],
    [{ PORT: '8666', CRON_PORT: '9000' }, undefined, 9000],
    [{ CRON_PORT: '9000' }, '0', 0],
    [{ CRON_PORT: '', PORT: '' }, undefined, 9667],
  ])('of %j and %j is %i', (variables, asked, port) => {
    expect(listeningPort(variables, asked)).toBe(port)
  })

  it.each([
    [{ CRON_PORT: 'http' }, "CRON_PORT: 'http' is no port"],
    [{ CRON_PORT: '65536' }, "CRON_PORT: '65536' is no port"],
    [{ CRON_PORT: '-1' }, "CRON_PORT: '-1' is no port"],
    [{ CRON_PORT: ' 80' }, "CRON_PORT: ' 80' is no port"],
    [{ PORT: '65535' }, 'set CRON_PORT'],
  ])('cannot come from %j', (variables, sentence) => {
    expect(() => listeningPort(variables)).toThrow(sentence)
  })
})
