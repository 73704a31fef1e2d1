import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LayerValue, type Problem, sentenceOf } from '@horarium/core'

/** What `horarium.config.json` says of this installation; every part is optional. */
export interface SiteFile {
  /** Further folders of modules, relative to the project. */
  readonly modules: readonly string[]
  /** First part of every Redis key; two instances on one Redis need two. */
  readonly namespace: string
  /** Settings by path. */
  readonly values: ReadonlyMap<string, LayerValue>
  readonly problems: readonly Problem[]
}

export const SITE_FILE = 'horarium.config.json'
const DEFAULT_NAMESPACE = 'hz'
const NAMESPACE = /^[A-Za-z0-9_.-]{1,50}$/

/** Reads the site file; a missing one is empty, a wrong one is a problem and counts as empty. */
export async function readSiteFile(projectDirectory: string): Promise<SiteFile> {
  let text: string
  try {
    text = await readFile(join(projectDirectory, SITE_FILE), 'utf8')
  } catch (error) {
    return isMissing(error) ? site({}) : refused(`cannot be read: ${sentenceOf(error)}`, 'Make it a readable file.')
  }
  try {
    return checked(JSON.parse(text))
  } catch (error) {
    return refused(`is not JSON: ${sentenceOf(error)}`, 'Mend the JSON; the whole file is left out meanwhile.')
  }
}

function checked(json: unknown): SiteFile {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return refused('is not a JSON object', 'Write { "settings": { ... } }.')
  }
  const { modules = [], namespace = DEFAULT_NAMESPACE, settings = {} } = json as Record<string, unknown>
  if (!isTexts(modules)) return refused('has modules that are not a list of texts', 'Write "modules": ["folder"].')
  if (typeof namespace !== 'string' || !NAMESPACE.test(namespace)) {
    return refused('has an illegal namespace', 'Use letters, digits, dot, dash and underscore, at most 50.')
  }
  if (typeof settings !== 'object' || settings === null) {
    return refused('has settings that are not an object', 'Write "settings": { "system/cron/default/...": 30 }.')
  }
  return site({ modules, namespace, values: valuesOf(settings as Record<string, unknown>) })
}

function valuesOf(settings: Readonly<Record<string, unknown>>): ReadonlyMap<string, LayerValue> {
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
  return new Map(Object.entries(settings).map(([path, value]) => [path, { value: text(value), source: SITE_FILE }]))
}

function site({
  modules = [],
  namespace = DEFAULT_NAMESPACE,
  values = new Map(),
  problems = [],
}: Partial<SiteFile>): SiteFile {
  return { modules, namespace, values, problems }
}

function refused(what: string, remedy: string): SiteFile {
  return site({
    problems: [{ severity: 'error', file: SITE_FILE, line: 0, path: '', message: `${SITE_FILE} ${what}`, remedy }],
  })
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
