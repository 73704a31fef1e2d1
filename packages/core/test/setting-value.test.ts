import {
  commandWords,
  INSTANCE_SETTINGS,
  instancePath,
  parseSetting,
  SETTING_TABLE,
  settingOf,
  type SettingSpec,
  settingPath,
  type ValueSpec,
} from '@horarium/core'
import { describe, expect, it } from 'vitest'

const INTEGER: SettingSpec = {
  name: 'concurrency',
  type: 'integer',
  unit: 'runs',
  default: '8',
  min: 1,
  max: 99,
  meaning: '',
}
const FLAG: SettingSpec = { name: 'use_separate_process', type: 'flag', default: '0', meaning: '' }
const CHOICE: SettingSpec = { name: 'dialect', type: 'choice', choices: ['a', 'b'], default: 'a', meaning: '' }
const TEXT: SettingSpec = { name: 'timezone', type: 'text', default: 'UTC', meaning: '' }
const DURATION: SettingSpec = { name: 'timeout', type: 'duration', default: '1d', meaning: '' }
const PAUSE: SettingSpec = { name: 'pause', type: 'pause', default: '', meaning: '' }
const CHOICES: SettingSpec = { ...CHOICE, name: 'alert_on', type: 'choices' }
const URL_OF: ValueSpec = { name: 'alert_webhook_url', type: 'url', schemes: ['https', 'http'] }
const COMMAND: ValueSpec = { name: 'alert_command', type: 'command' }
const INTERVAL = '2026-01-31T10:00:00Z/2026-01-31T12:00:00Z'

describe('a value as a person types it', () => {
  it.each([
    [INTEGER, ' 7 ', '7'],
    [INTEGER, '+007', '7'],
    [INTEGER, '99', '99'],
    [FLAG, 'Yes', '1'],
    [FLAG, 'off', '0'],
    [FLAG, 'TRUE', '1'],
    [CHOICE, 'b', 'b'],
    [TEXT, ' Europe/Berlin ', 'Europe/Berlin'],
    [DURATION, ' 90 ', '90m'],
    [DURATION, '120M', '2h'],
    [DURATION, '00', '0'],
    [PAUSE, ` ${INTERVAL} import`, `${INTERVAL} import`],
    [PAUSE, ' ', ''],
    [CHOICES, ' b, a b', 'b,a'],
    [CHOICES, '', ''],
    [URL_OF, 'https://h/x?y', 'https://h/x?y'],
    [URL_OF, '', ''],
    [COMMAND, '["/bin/a b", "c"]', '["/bin/a b", "c"]'],
    [COMMAND, '/bin/a  b', '/bin/a  b'],
  ])('of $type %j is written one way only', (spec, typed, value) => {
    expect(parseSetting(spec, typed)).toEqual({ value })
  })

  it.each([
    [INTEGER, '0', 'from 1 to 99 runs'],
    [INTEGER, '100', 'from 1 to 99 runs'],
    [INTEGER, '-1', 'from 1 to 99 runs'],
    [INTEGER, '1.5', 'a whole number'],
    [INTEGER, '1e1', 'a whole number'],
    [INTEGER, '0x10', 'a whole number'],
    [INTEGER, '9'.repeat(400), 'a whole number'],
    [INTEGER, '', 'a whole number'],
    [FLAG, 'maybe', '1 or 0'],
    [FLAG, '__proto__', '1 or 0'],
    [FLAG, 'constructor', '1 or 0'],
    [CHOICE, 'B', 'a, b. Did you mean b'],
    [DURATION, '', '30s, 10m, 2h, 1d or a number of minutes'],
    [DURATION, '-1', '30s, 10m, 2h, 1d'],
    [DURATION, '25d', 'at most 24d'],
    [PAUSE, 'tomorrow', INTERVAL],
    [TEXT, '  ', 'a text that is not empty'],
    [CHOICES, 'B', 'Did you mean b'],
    [URL_OF, 'ftp://h/', 'https:// or http://'],
    [URL_OF, 'h/x', 'https:// or http://'],
    [COMMAND, '[1]', '/usr/local/bin/alert'],
    [COMMAND, '[""]', '/usr/local/bin/alert'],
    [COMMAND, '[', '/usr/local/bin/alert'],
  ])('of $type %j is refused, and told what it may be', (spec, typed, wanted) => {
    const { fault } = parseSetting(spec, typed)

    expect(fault).toEqual({
      message: `${spec.name} is '${typed.trim()}'`,
      remedy: expect.stringContaining(wanted),
    })
  })

  it('is not repeated where it is a secret', () => {
    const { fault } = parseSetting({ ...URL_OF, secret: true }, 'htp://user:open@host')

    expect(fault?.message).toBe('alert_webhook_url cannot be used')
  })

  it('of a command is taken apart without a shell', () => {
    expect(commandWords('/bin/a -b  "c d"')).toEqual(['/bin/a', '-b', '"c', 'd"'])
    expect(commandWords('["/bin/a b","c d"]')).toEqual(['/bin/a b', 'c d'])
    expect(commandWords('')).toEqual([])
  })
})

describe('the table of settings', () => {
  it('names each setting once, and refuses none of its own defaults', () => {
    const all = [...SETTING_TABLE, ...INSTANCE_SETTINGS]
    const names = all.map(({ name }) => name)

    expect(new Set(names).size).toBe(names.length)
    for (const spec of all) expect(parseSetting(spec, spec.default)).toEqual({ value: spec.default })
  })

  it("holds Magento's names, and its defaults but for the two histories", () => {
    const ofMagento = SETTING_TABLE.slice(0, 6).map(({ name, default: value }) => [name, value])

    expect(ofMagento).toEqual([
      ['schedule_generate_every', '15'],
      ['schedule_ahead_for', '20'],
      ['schedule_lifetime', '15'],
      ['history_cleanup_every', '10'],
      ['history_success_lifetime', '1440'],
      ['history_failure_lifetime', '21600'],
    ])
  })

  it.each(SETTING_TABLE.map(({ name }) => name))('finds %s by its path, of a group and of all groups', (name) => {
    expect(settingOf(settingPath('index', name))).toMatchObject({ spec: { name }, group: 'index' })
    expect(settingOf(`system/cron/${name}`)).toMatchObject({ spec: { name }, group: undefined })
  })

  it.each(INSTANCE_SETTINGS.map(({ name }) => name))('finds %s of the whole instance, and of no group', (name) => {
    expect(settingOf(instancePath(name))).toMatchObject({ spec: { name }, group: undefined })
    expect(settingOf(`system/cron/index/${name}`)).toBeUndefined()
  })

  it.each([
    'system/cron',
    'system/cron/index',
    'system/cron/index/nothing',
    'system/cron/index/shards/x',
    'shards',
    '',
  ])('does not know the path %j', (path) => expect(settingOf(path)).toBeUndefined())
})
