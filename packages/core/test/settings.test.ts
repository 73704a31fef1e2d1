import { type LayerValue, ORIGINS, resolveSettings, type SettingLayer, settingPath } from '@horarium/core'
import { describe, expect, it } from 'vitest'

const PATH = settingPath('index', 'schedule_lifetime')

function layer(origin: SettingLayer['origin'], values: Readonly<Record<string, string>>): SettingLayer {
  const sourced = Object.entries(values).map(([path, value]): [string, LayerValue] => [
    path,
    { value, source: `${origin}.xml:7` },
  ])
  return { origin, values: new Map(sourced) }
}

describe('resolved settings', () => {
  it('let each origin win over those before it, and tell which one won', () => {
    const layers = ORIGINS.filter((origin) => origin !== 'default').map((origin, index) =>
      layer(origin, { [PATH]: String(index + 1) }),
    )

    const answers = ORIGINS.map((_, count) =>
      resolveSettings(layers.slice(0, count)).ofGroup('index', 'schedule_lifetime'),
    )

    expect(answers.map(({ origin }) => origin)).toEqual(ORIGINS)
    expect(answers.map(({ value }) => value)).toEqual(['15', '1', '2', '3', '4'])
    expect(answers.at(-1)).toEqual({ path: PATH, value: '4', origin: 'override', source: 'override.xml:7' })
  })

  it('do not depend on other groups', () => {
    const settings = resolveSettings([layer('file', { [PATH]: '3' })])

    expect(settings.ofGroup('default', 'schedule_lifetime')).toMatchObject({ value: '15', origin: 'default' })
  })

  it('have those of the whole instance from any layer, and what names code from no override', () => {
    const said = { 'system/cron/alert_log': 'off', 'system/cron/alert_command': '/bin/true' }
    const { ofInstance, problems } = resolveSettings([layer('file', said), layer('override', said)])

    expect(ofInstance('alert_log')).toMatchObject({ value: '0', origin: 'override' })
    expect(ofInstance('alert_command')).toMatchObject({ value: '/bin/true', origin: 'file' })
    expect(ofInstance('alert_mail_to')).toMatchObject({ value: '', origin: 'default' })
    expect(problems).toMatchObject([{ path: 'system/cron/alert_command', message: expect.stringContaining('only') }])
  })

  it("let Magento 1's path without a group be the base of every group", () => {
    const settings = resolveSettings([layer('module', { 'system/cron/schedule_lifetime': '5' })])

    expect(settings.ofGroup('any', 'schedule_lifetime')).toMatchObject({ value: '5', origin: 'module' })
  })

  it('prefer the path of the group to the base within one origin, and the stronger origin to both', () => {
    const base = { 'system/cron/schedule_lifetime': '5' }
    const within = resolveSettings([layer('module', { ...base, [PATH]: '6' })])
    const across = resolveSettings([layer('module', { [PATH]: '6' }), layer('file', base)])

    expect(within.ofGroup('index', 'schedule_lifetime').value).toBe('6')
    expect(across.ofGroup('index', 'schedule_lifetime').value).toBe('5')
  })

  it('pass over a refused value, and tell where it stands', () => {
    const settings = resolveSettings([layer('module', { [PATH]: '30' }), layer('file', { [PATH]: '0' })])

    expect(settings.ofGroup('index', 'schedule_lifetime')).toMatchObject({ value: '30', origin: 'module' })
    expect(settings.problems).toMatchObject([{ severity: 'error', file: 'file.xml', line: 7, path: PATH }])
  })

  it('keep paths that are not their own, for a config_path to read', () => {
    const settings = resolveSettings([layer('module', { 'crontab/mail/expr': '0 3 * * *' })])

    expect(settings.valueOf('crontab/mail/expr')).toMatchObject({ value: '0 3 * * *', origin: 'module' })
    expect(settings.valueOf('crontab/mail')).toBeUndefined()
    expect(settings.paths).toEqual(['crontab/mail/expr'])
  })
})
