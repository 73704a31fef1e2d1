import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import {
  ALERT_KINDS,
  ALERT_REPEATS,
  BACKOFFS,
  DIALECTS,
  DST_GAPS,
  DST_REPEATS,
  ISOLATIONS,
  MISFIRES,
  OVERLAPS,
  SETTING_TABLE,
  type SettingSpec,
} from '@horarium/core'
import { describe, expect, test } from 'vitest'
import { CONFIG_NODES } from '../src/config-xml.js'
import { JOB_NODES } from '../src/job-nodes.js'
import { MODULE_NODES } from '../src/module-xml.js'
import { descend, type XmlElement } from '../src/xml/element.js'
import { enumerated, faultsBy, named, nameOf, schemaOf, XSD_FOLDER } from './xsd.js'

const ROOT = join(import.meta.dirname, '../../..')
const SCHEMAS = ['config.xsd', 'crontab.xsd', 'cron_groups.xsd', 'module.xsd']
const faults = (schema: string, text: string): readonly string[] => faultsBy(join(XSD_FOLDER, schema), text)

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.includes('node_modules'))
    .map((file) => join(folder, file))
const inModules = filesBelow('modules')
const samples = inModules.filter((file) => /\/etc\/\w+\.xml$/.test(file))
const pages = ['README.md', ...filesBelow('docs'), ...inModules].filter((file) => file.endsWith('.md'))
const examples = pages.flatMap((page) => {
  const blocks = readFileSync(join(ROOT, page), 'utf8').matchAll(/^```xml\n(.*?)^```$/gms)
  return [...blocks].map(([, text = ''], index): [string, number, string] => [page, index + 1, text])
})

describe('the XML we show', () => {
  test.each(samples)('%s names its schema, and is valid against it', (file) => {
    const text = readFileSync(join(ROOT, file), 'utf8')
    const [, schema = ''] = /xsi:noNamespaceSchemaLocation="([^"]*)"/.exec(text) ?? []

    expect(schema).toContain('node_modules/@horarium/sdk/xsd/')
    expect(faultsBy(resolve(ROOT, dirname(file), schema), text)).toEqual([])
  })

  test.each(examples)('%s, example %i, is valid against one of the schemas', (_page, _number, text) => {
    const found = SCHEMAS.map((schema) => faults(schema, text))

    expect(found.find((one) => one.length === 0) ?? found).toEqual([])
  })

  test('is there', () => {
    expect(samples.length).toBeGreaterThan(1)
    expect(examples.length).toBeGreaterThan(2)
  })
})

describe('the schemas', () => {
  const inGroup = (job: string): string => `<config><group id="index">${job}</group></config>`
  const inConfig = (job: string): string => `<config><crontab><jobs><x>${job}</x></jobs></crontab></config>`
  test.each([
    ['crontab.xsd', inGroup('<job name="x" instance="A\\B\\C" method="run"><schedule>* * * * *</schedule></job>'), 0],
    ['crontab.xsd', inGroup('<job name="x" every="60"><run><model>a_b/c::run</model></run></job>'), 0],
    ['crontab.xsd', inGroup('<job instance="A\\B\\C" method="run"/>'), 1],
    ['crontab.xsd', inGroup('<job name="x"><shedule>* * * * *</shedule></job>'), 1],
    ['crontab.xsd', inGroup('<job name="x"/><job name="x"/>'), 1],
    ['crontab.xsd', inGroup('<job name="x" dialect="magento3"/>'), 1],
    ['crontab.xsd', inGroup('<job name="x" overlap="queue" timeout="10m"><priority>-5</priority></job>'), 0],
    ['crontab.xsd', inGroup('<job name="x"><priority>101</priority></job>'), 1],
    ['config.xsd', inConfig('<retries>3</retries><backoff>30s</backoff><manual_only>1</manual_only>'), 0],
    ['config.xsd', inConfig('<isolation>thread</isolation>'), 1],
    ['config.xsd', inConfig('<schedule><config_path>a/b</config_path></schedule><mine/>'), 0],
    ['config.xsd', inConfig('<schedule><cron_exp>* * * * *</cron_exp></schedule>'), 1],
    [
      'config.xsd',
      '<config><default><crontab><jobs><x><every>often</every></x></jobs></crontab></default></config>',
      1,
    ],
    ['config.xsd', '<config><crontb/></config>', 1],
    ['cron_groups.xsd', '<config><group id="index"><schedule_lifetime>0</schedule_lifetime></group></config>', 1],
    ['cron_groups.xsd', '<config><group id="a"><timeout>10m</timeout><overlap>queue</overlap></group></config>', 0],
    ['cron_groups.xsd', '<config><group id="a"><timeout>long</timeout></group></config>', 1],
    ['cron_groups.xsd', '<config><group id="a"><overlap>never</overlap></group></config>', 1],
    ['cron_groups.xsd', '<config><group id="a"><shards>2</shards><concurrency>4</concurrency></group></config>', 0],
    ['module.xsd', '<config><module name="A_B"><sequence><module name="A_C"/></sequence></module></config>', 0],
    ['module.xsd', '<config><modules><A_B><active>perhaps</active></A_B></modules></config>', 1],
  ])('judge by %s: %s', (schema, text, count) => {
    // One fault may be told more than once.
    expect(Math.min(1, faults(schema, text).length)).toBe(count)
  })
})

describe('the schemas and the reader', () => {
  const sorted = (names: Iterable<string>): readonly string[] => [...names].toSorted()
  const elements = (schema: XmlElement, ...path: readonly string[]): readonly string[] =>
    descend([schema], ...path.map((step) => `xs:${step}`), 'xs:element').map(nameOf)

  test('know the same nodes of a job', () => {
    const schema = schemaOf('job-nodes.xsd')
    const within = (name: string): readonly string[] =>
      elements(named(schema, 'element', name), 'complexType', 'all').map((inner) => `${name}/${inner}`)
    const names = elements(named(schema, 'group', 'jobNodes'), 'choice').flatMap((name) => [
      name,
      ...(elements(schema).includes(name) ? within(name) : []),
    ])

    // Magento 2 writes it beside <schedule>; it is moved into it before anything else looks.
    expect(sorted(names.filter((name) => name !== 'config_path'))).toEqual(sorted(JOB_NODES))
    const attributes = descend([named(schemaOf('crontab.xsd'), 'complexType', 'job')], 'xs:attribute').map(nameOf)
    expect(attributes.filter((name) => !JOB_NODES.has(name))).toEqual([])
  })

  test('know the same settings of a group, with the same limits', () => {
    const found = descend([named(schemaOf('cron_groups.xsd'), 'complexType', 'group')], 'xs:all', 'xs:element')

    expect(found.map(settingIn)).toEqual(SETTING_TABLE.map(settingOf))
  })

  test.each([
    ['policies.xsd', 'dialect', DIALECTS],
    ['policies.xsd', 'overlap', OVERLAPS],
    ['policies.xsd', 'misfire', MISFIRES],
    ['policies.xsd', 'backoff_type', BACKOFFS],
    ['policies.xsd', 'isolation', ISOLATIONS],
    ['policies.xsd', 'alert_kind', ALERT_KINDS],
    ['policies.xsd', 'alert_repeat', ALERT_REPEATS],
    ['job-nodes.xsd', 'dstGap', DST_GAPS],
    ['job-nodes.xsd', 'dstRepeat', DST_REPEATS],
  ])('know the same choices: %s, %s', (schema, type, choices) => {
    expect(enumerated(named(schemaOf(schema), 'simpleType', type))).toEqual(choices)
  })

  test('know the same nodes of config.xml and module.xml', () => {
    const inConfig = descend(
      [named(schemaOf('config.xsd'), 'element', 'config')],
      'xs:complexType',
      'xs:choice',
      'xs:element',
    )
    const read = inConfig.filter(({ attributes }) => attributes.get('type') !== 'ignored').map(nameOf)
    const inModule = elements(named(schemaOf('module.xsd'), 'element', 'config'), 'complexType', 'choice')

    expect(sorted(read)).toEqual(sorted(CONFIG_NODES))
    expect(sorted(inModule)).toEqual(sorted(MODULE_NODES))
  })
})

const TYPES = {
  integer: undefined,
  flag: 'flag',
  text: 'text',
  duration: 'duration',
  pause: 'xs:string',
  maintenance: 'xs:string',
  url: 'xs:string',
  command: 'xs:string',
  levels: 'xs:string',
}

function settingOf({ name, type, min, max, meaning, unit, default: unset }: SettingSpec): readonly unknown[] {
  const words = `${meaning}; ${[unset || 'none', ...(unit === undefined ? [] : [unit])].join(' ')} unless told.`
  return [name, type === 'choice' || type === 'choices' ? name : TYPES[type], min, max, words]
}

function settingIn(element: XmlElement): readonly unknown[] {
  const limit = (kind: string): number | undefined => {
    const [found] = descend([element], 'xs:simpleType', 'xs:restriction', `xs:${kind}Inclusive`)
    return found && Number(found.attributes.get('value'))
  }
  const [words] = descend([element], 'xs:annotation', 'xs:documentation')
  return [nameOf(element), element.attributes.get('type'), limit('min'), limit('max'), words?.text]
}
