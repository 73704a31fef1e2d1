import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { didYouMean, type LayerValue, type Problem, sentenceOf } from '@horarium/core'

/** What `horarium.config.json` says of this installation; every part is optional. */
export interface SiteFile {
  /** Further folders of modules, relative to the project. */
  readonly modules: readonly string[]
  /** First part of every Redis key, so two instances on one Redis need two; `undefined` when the file leaves it unknown. */
  readonly namespace: string | undefined
  /** Settings by path. */
  readonly values: ReadonlyMap<string, LayerValue>
  readonly problems: readonly Problem[]
}

export const SITE_FILE = 'horarium.config.json'
const DEFAULT_NAMESPACE = 'hz'
const NAMESPACE = /^[A-Za-z0-9_.-]{1,50}$/
const KEYS = ['$schema', 'modules', 'namespace', 'settings']

/** Reads the site file; a missing one is empty, and of a wrong one every part that is right counts. */
export async function readSiteFile(projectDirectory: string): Promise<SiteFile> {
  let text: string
  try {
    text = await readFile(join(projectDirectory, SITE_FILE), 'utf8')
  } catch (error) {
    if (isMissing(error)) return { modules: [], namespace: DEFAULT_NAMESPACE, values: new Map(), problems: [] }
    return unusable(`cannot be read: ${sentenceOf(error)}`, 'Make it a readable file.')
  }
  try {
    const json: unknown = JSON.parse(text)
    if (isObject(json)) return new Reading(text).read(json)
    return unusable('is not a JSON object', 'Write { "settings": { ... } }.')
  } catch (error) {
    return unusable(`is not JSON: ${sentenceOf(error)}`, 'Mend the JSON.', lineIn(text, sentenceOf(error)))
  }
}

/** One reading of one file: it gathers what is wrong, and knows the line of a key. */
class Reading {
  readonly #text: string
  readonly #problems: Problem[] = []

  constructor(text: string) {
    this.#text = text
  }

  read(json: Readonly<Record<string, unknown>>): SiteFile {
    for (const key of Object.keys(json)) if (!KEYS.includes(key)) this.#warnOf(key)
    const { modules = [], namespace = DEFAULT_NAMESPACE, settings = {} } = json
    return {
      modules: this.#modules(modules),
      namespace: this.#namespace(namespace),
      values: this.#values(settings),
      problems: this.#problems,
    }
  }

  #modules(modules: unknown): readonly string[] {
    if (Array.isArray(modules) && modules.every((one) => typeof one === 'string' && one !== '')) return modules
    this.#refuse('modules', 'has modules that are not a list of folders', 'Write "modules": ["folder"].')
    return []
  }

  #namespace(namespace: unknown): string | undefined {
    if (typeof namespace === 'string' && NAMESPACE.test(namespace)) return namespace
    this.#refuse(
      'namespace',
      'has an illegal namespace',
      'Use letters, digits, dot, dash and underscore, 1 to 50 of them.',
    )
    return undefined
  }

  #values(settings: unknown): ReadonlyMap<string, LayerValue> {
    const values = new Map<string, LayerValue>()
    if (!isObject(settings)) {
      this.#refuse('settings', 'has settings that are not an object', EXAMPLE)
      return values
    }
    for (const [path, value] of Object.entries(settings)) {
      if (isValue(value)) values.set(path, { value: String(value), source: `${SITE_FILE}:${this.#lineOf(path)}` })
      else this.#refuse(path, `has ${path} that is no text, number, true or false`, EXAMPLE)
    }
    return values
  }

  #warnOf(key: string): void {
    const remedy = `Remove it.${didYouMean(key, KEYS)}`
    const message = `${SITE_FILE} has ${key}, which means nothing`
    this.#problems.push({ severity: 'warning', file: SITE_FILE, line: this.#lineOf(key), path: key, message, remedy })
  }

  #refuse(path: string, what: string, remedy: string): void {
    const message = `${SITE_FILE} ${what}`
    this.#problems.push({ severity: 'error', file: SITE_FILE, line: this.#lineOf(path), path, message, remedy })
  }

  // The parser tells no lines; the first place that looks like the key is it, short of a trick.
  #lineOf(key: string): number {
    const at = this.#text.indexOf(JSON.stringify(key))
    return at < 0 ? 0 : this.#text.slice(0, at).split('\n').length
  }
}

const EXAMPLE = 'Write "settings": { "system/cron/default/schedule_lifetime": 30 }.'

function unusable(what: string, remedy: string, line = 0): SiteFile {
  const message = `${SITE_FILE} ${what}`
  const problem: Problem = { severity: 'error', file: SITE_FILE, line, path: '', message, remedy }
  return { modules: [], namespace: undefined, values: new Map(), problems: [problem] }
}

function lineIn(text: string, complaint: string): number {
  const [, position] = /at position (\d+)/.exec(complaint) ?? []
  return position === undefined ? 0 : text.slice(0, Number(position)).split('\n').length
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isValue(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
