import { didYouMean, nearest, type Problem } from '@horarium/core'
import { type ConfigNode, nodeOf } from './config-node.js'
import { withFileDialect } from './file-dialect.js'
import { type Area, type JobLayer, readJobLayers } from './job-layer.js'
import { type ModuleDeclaration, readModulesNode } from './module-declaration.js'
import { type DeclaredObserver, readObservers } from './observers.js'
import { errorAt, type Place, placeIn, strayText, warningAt } from './place.js'
import { descend, type XmlElement } from './xml/element.js'
import { parseXml } from './xml/parse-xml.js'

/** What one `config.xml` says. */
export interface ConfigXml {
  readonly jobs: readonly JobLayer[]
  readonly observers: readonly DeclaredObserver[]
  /** The trees under `<default>`. */
  readonly defaults: readonly ConfigNode[]
  /** What it says of modules, by rights only of its own. */
  readonly modules: readonly ModuleDeclaration[]
  /** Magento 1's class prefix of a model alias, for example `core` to `Mage_Core_Model`. */
  readonly modelClasses: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

const BARE_ROOTS = ['global', 'crontab', 'default']
/** What is read of `<config>`; `config.xsd` names the same. */
export const CONFIG_NODES: readonly string[] = [...BARE_ROOTS, 'modules']
const NOTHING: ConfigXml = { jobs: [], observers: [], defaults: [], modules: [], modelClasses: new Map(), problems: [] }

/** Reads Magento 1's `config.xml`; the root may be `<config>`, or a bare element that would stand in it. */
export function readConfigXml(text: string, file: string): ConfigXml {
  const { root, fault } = parseXml(text)
  if (!root)
    return { ...NOTHING, problems: [errorAt({ file, line: fault.line, path: '' }, fault.message, fault.remedy)] }
  if (root.name === 'config') {
    const config = readConfig(root.children, file, 'config/')
    return { ...config, jobs: withFileDialect(config.jobs, root, file) }
  }
  if (BARE_ROOTS.includes(root.name)) return readConfig([root], file, '')
  const place = { file, line: root.line, path: root.name }
  const remedy = `Make it <config>.${didYouMean(root.name, ['config', ...BARE_ROOTS])}`
  return { ...NOTHING, problems: [errorAt(place, `the root element is <${root.name}>`, remedy)] }
}

function readConfig(elements: readonly XmlElement[], file: string, prefix: string): ConfigXml {
  const problems: Problem[] = []
  const named = (name: string): readonly XmlElement[] => elements.filter((element) => element.name === name)
  const areas: readonly (readonly [Area, string, readonly XmlElement[]])[] = [
    ['crontab', 'crontab', named('crontab')],
    ['global', 'global/crontab', descend(named('global'), 'crontab')],
    ['default', 'default/crontab', descend(named('default'), 'crontab')],
  ]
  const jobs = areas.flatMap(([area, path, crontabs]) =>
    crontabs.flatMap((crontab) => readCrontab(crontab, { area, file, path: prefix + path, problems })),
  )
  problems.push(...slips(elements, { file, line: 0, path: prefix.slice(0, -1) }))
  return {
    jobs,
    observers: observersOf(areas, named('global'), { file, prefix, problems }),
    defaults: named('default').map((root) => nodeOf(root, { file, line: root.line, path: `${prefix}default` })),
    modules: readModulesNode(named('modules'), { file, line: 0, path: `${prefix}modules` }),
    modelClasses: modelClassesOf(named('global')),
    problems,
  }
}

interface ObserverReading {
  readonly file: string
  readonly prefix: string
  readonly problems: Problem[]
}

// Magento 1 wires observers under <global>, and those of cron under <crontab>.
function observersOf(
  areas: readonly (readonly [Area, string, readonly XmlElement[]])[],
  globals: readonly XmlElement[],
  { file, prefix, problems }: ObserverReading,
): readonly DeclaredObserver[] {
  const inAreas = areas.flatMap(([, path, crontabs]) => crontabs.map((crontab) => [path, crontab] as const))
  return [...inAreas, ...globals.map((element) => ['global', element] as const)].flatMap(([path, element]) =>
    descend([element], 'events').flatMap((events) =>
      readObservers(events, { file, line: events.line, path: `${prefix}${path}/events` }, problems),
    ),
  )
}

// Magento 1's own file has many other nodes; only what looks like a slip of the pen is told.
function slips(elements: readonly XmlElement[], place: Place): readonly Problem[] {
  const inGlobal = elements.filter(({ name }) => name === 'global').flatMap(({ children }) => children)
  const slip = (element: XmlElement, at: Place, known: readonly string[]): readonly Problem[] => {
    const [meant] = known.includes(element.name) ? [] : nearest(element.name, known)
    const message = `<${element.name}> is ignored`
    return meant === undefined ? [] : [warningAt(placeIn(at, element), message, `Did you mean <${meant}>?`)]
  }
  return [
    ...elements.flatMap((element) => slip(element, place, CONFIG_NODES)),
    ...inGlobal.flatMap((element) => slip(element, { ...place, path: `${place.path}/global` }, ['crontab'])),
  ]
}

interface CrontabReading {
  readonly area: Area
  readonly file: string
  readonly path: string
  readonly problems: Problem[]
}

function readCrontab(crontab: XmlElement, { area, file, path, problems }: CrontabReading): readonly JobLayer[] {
  const jobsOf = (jobs: XmlElement, at: string, group?: string): readonly JobLayer[] => {
    problems.push(...strayText(jobs, { file, line: jobs.line, path: at }))
    return readJobLayers(
      {
        elements: jobs.children,
        area,
        group,
        codeOf: ({ name }) => name,
        placeOf: ({ name, line }) => ({ file, line, path: `${at}/${name}` }),
      },
      problems,
    )
  }
  return crontab.children.flatMap((child) => {
    const at = `${path}/${child.name}`
    if (child.name === 'jobs') return jobsOf(child, at)
    // Read apart: see observersOf.
    if (child.name === 'events') return []
    // The form in which Magento 2 lays settings over its crontab.xml: a group, then jobs.
    const grouped = descend([child], 'jobs')
    if (grouped.length > 0) return grouped.flatMap((jobs) => jobsOf(jobs, `${at}/jobs`, child.name))
    const meant = didYouMean(child.name, ['jobs', 'events'])
    // Under <default> it is a setting: the place a config_path of Magento 2 usually points to.
    if (area === 'default' && meant === '') return []
    const remedy = `Remove it.${meant}`
    const place = { file, line: child.line, path: at }
    problems.push(warningAt(place, `<${child.name}> is not a node of <crontab>, ignored`, remedy))
    return []
  })
}

function modelClassesOf(globals: readonly XmlElement[]): ReadonlyMap<string, string> {
  const aliases = descend(globals, 'models').flatMap(({ children }) => children)
  return new Map(
    aliases.flatMap((alias) =>
      descend([alias], 'class').map(({ text }): [string, string] => [alias.name.toLowerCase(), text]),
    ),
  )
}
