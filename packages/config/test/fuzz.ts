import { compileCalendar } from '@horarium/calendar'
import { type JobDefinition, type Problem, resolveSettings } from '@horarium/core'
import { defineJobs } from '../src/index.js'
import { interpretModule } from '../src/read-module.js'
import { mergeModules } from '../src/read-modules.js'
import type { ModuleFile } from '../src/module-folders.js'
import { decodeXml } from '../src/xml/decode-xml.js'
import type { XmlElement } from '../src/xml/element.js'
import { parseXml } from '../src/xml/parse-xml.js'

/** Files that use everything there is to read. */
export const SOUND: Readonly<Record<ModuleFile, string>> = {
  'config.xml': `<?xml version="1.0"?>
<config>
  <modules><A_B><active>true</active><depends><A_C/></depends></A_B></modules>
  <global><crontab><jobs>
    <one timezone="Europe/Paris"><label>One &amp; only</label>
      <schedule><cron_expr>*/10 1-5 * * mon</cron_expr><config_path>my/expr</config_path></schedule>
      <run><model>short/cron_clean::run</model></run>
      <params>a=1
        b=2</params><dst_gap>skip</dst_gap></one>
  </jobs></crontab><models><short><class>A_B_Model</class></short></models></global>
  <crontab><jobs><!-- two -->
    <two><every>30</every><run><model>a_b/cron::run</model></run><params><a>1</a></params></two>
    <three><schedule><cron_expr><![CDATA[H 2 1,15 * *]]></cron_expr></schedule><run><model>a_b/cron::run</model></run></three>
  </jobs></crontab>
  <default><my><expr>5 4 * * *</expr></my><system><cron><index><shards>2</shards></index></cron></system>
    <crontab><index><jobs><four><schedule><cron_expr>7 * * * *</cron_expr></schedule></four></jobs></index></crontab></default>
</config>`,
  'crontab.xml': `<config><group id="index">
  <job name="four" instance='A\\B\\Cron\\Four' method="execute" dialect="magento2"><schedule>1/5 * * * *</schedule></job>
  <job name="five" instance="A\\B\\Cron\\Five" method="execute"><config_path>my/expr</config_path>
    <dialect>magento1</dialect><active>0</active></job>
</group></config>`,
  'cron_groups.xml': `<config><group id="index"><schedule_generate_every>1</schedule_generate_every>
  <schedule_ahead_for>4</schedule_ahead_for><use_separate_process>1</use_separate_process></group></config>`,
  'module.xml': '<config><module name="A_B"><sequence><module name="A_D"/></sequence></module></config>',
}
const NAMES = ['config.xml', 'crontab.xml', 'cron_groups.xml', 'module.xml'] as const

export interface Loaded {
  readonly jobs: readonly JobDefinition[]
  readonly problems: readonly Problem[]
}

/** Puts one file's bytes, among the others as they are, through everything between a disk and a timetable. */
export function loadWith(file: ModuleFile, bytes: Uint8Array): Loaded {
  const decoded = decodeXml(bytes)
  const texts = new Map(NAMES.map((name) => [name, name === file ? decoded.text : SOUND[name]]))
  const read = ['A_C', 'A_D'].map((name) => interpretModule({ name, path: name }, new Map()))
  const tree = mergeModules([interpretModule({ name: 'A_B', path: 'A_B' }, texts), ...read])
  const settings = resolveSettings([{ origin: 'module', values: tree.values }])
  const jobs = defineJobs(tree, settings, (spec) => compileCalendar(spec).faults)
  const faults = decoded.fault ? [{ ...decoded.fault, severity: 'error' as const, file, path: '' }] : []
  const problems = [...faults, ...tree.problems, ...settings.problems, ...jobs.flatMap((job) => job.problems)]
  return { jobs, problems }
}

/** Whether a well-formed file still has an element that holds or is a job. */
export function stillHasJobs(bytes: Uint8Array): boolean {
  const { root } = parseXml(decodeXml(bytes).text ?? '')
  const hasJobs = ({ name, children }: XmlElement): boolean =>
    (['jobs', 'job'].includes(name) && children.length > 0) || children.some(hasJobs)
  return root !== undefined && hasJobs(root)
}
