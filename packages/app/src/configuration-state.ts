import { type Clock, HorariumError, type LayerValue, type Problem } from '@horarium/core'
import type { LanePlan } from '@horarium/engine'
import {
  type Instance,
  knownLanes,
  type Override,
  readOverrides,
  readRevisions,
  rememberLanes,
  type Revisions,
} from '@horarium/store'
import { type Configuration, configure, readSources, type Sources } from './configuration.js'
import type { HandlerCalls, HandlerLook } from './crews.js'
import { newProblems } from './configuration-change.js'
import { ConfigurationUses, type UseSign } from './configuration-uses.js'
import { type Footprint, readFootprint } from './footprint.js'
import type { LogLevels } from './log/log-levels.js'
import type { Observers } from './observers.js'
import { planLanes } from './lane-plans.js'
import { type Project, reopenProject } from './project.js'
import { digestOf } from './sources-digest.js'
import { SITE_FILE } from './site-file.js'

interface Current {
  readonly configuration: Configuration
  readonly plans: ReadonlyMap<string, LanePlan>
}

/** What the configuration would be with some overrides changed. */
export interface Preview {
  readonly configuration: Configuration
  /** Of the overrides it was worked out from. */
  readonly revision: number
}

/** Where the code of modules is run, and where it is checked. */
export interface HandlerSide {
  readonly crews: HandlerCalls
  readonly checks: HandlerLook
  readonly observers: Observers
  /** Told which lines are wanted. */
  readonly levels?: Pick<LogLevels, 'follow'> | undefined
}

/** The configuration and the plans as they are now. */
export class ConfigurationState {
  readonly instance: Instance
  readonly crews: HandlerCalls
  readonly #observers: Observers
  readonly #levels: HandlerSide['levels']
  #checks: HandlerLook
  /** Files were read again: handlers may have changed with them. */
  #hasNewCode = false
  readonly #uses: ConfigurationUses
  #sources: Sources
  #known: Revisions = { revision: -1, reload: 0 }
  #current: Current | undefined

  constructor(
    sources: Sources,
    instance: Instance,
    { crews, checks, observers, levels, clock }: HandlerSide & { readonly clock: Clock },
  ) {
    this.#sources = sources
    this.#uses = new ConfigurationUses(digestOf(sources), instance, clock)
    this.instance = instance
    this.crews = crews
    this.#observers = observers
    this.#levels = levels
    this.#checks = checks
  }

  get configuration(): Configuration {
    return this.#read().configuration
  }

  get plans(): ReadonlyMap<string, LanePlan> {
    return this.#read().plans
  }

  async refresh(): Promise<void> {
    const { redis, namespace } = this.instance
    // Read before the overrides: one that comes in between is then read twice, never missed.
    const known = await readRevisions(this.instance)
    const { revision } = known
    const configuration = await configure(
      this.#sources,
      layerOf(await readOverrides(this.instance)),
      this.#checks.check,
    )
    const lanes = await knownLanes(this.instance)
    await this.#uses.settle()
    const before = this.#current?.plans ?? new Map<string, LanePlan>()
    const plans = await planLanes(configuration, {
      redis,
      namespace,
      revision,
      standing: this.#uses.standing(),
      known: lanes,
      before,
      crews: this.crews,
      observers: this.#observers,
    })
    await rememberLanes(this.instance, [...plans.keys()])
    this.#current = { configuration, plans }
    this.crews.follow(configuration)
    this.#observers.follow(configuration.observers)
    this.#levels?.follow(configuration.settings.ofInstance('log_level').value)
    if (this.#hasNewCode) this.crews.renew(configuration)
    this.#hasNewCode = false
    this.#known = known
  }

  async preview(changes: ReadonlyMap<string, string | undefined>, author: string): Promise<Preview> {
    await this.refreshIfChanged()
    const { revision } = this.#known
    const values = new Map(layerOf(await readOverrides(this.instance)))
    for (const [path, value] of changes) {
      if (value === undefined) values.delete(path)
      else values.set(path, { value, source: author })
    }
    return { configuration: await configure(this.#sources, values, this.#checks.check), revision }
  }

  /** Looks at the files it is read from. */
  footprint(): Promise<Footprint> {
    return readFootprint(this.#sources.project, this.configuration.handlers.files)
  }

  /**
   * Reads the files again; what they say counts from the next refresh on. Answers the errors they bring that were not
   * there before: with any, nothing of them counts.
   */
  async reread(): Promise<readonly Problem[]> {
    const project = await reopenProject(this.#sources.project)
    const sources = await readSources(project)
    const checks = this.#checks.afresh()
    const after = await configure(sources, layerOf(await readOverrides(this.instance)), checks.check)
    const added = newProblems(this.configuration, after).filter(({ severity }) => severity === 'error')
    const refused = [...added, ...movedAway(this.#sources.project, project)]
    if (refused.length > 0) return refused
    this.#sources = sources
    this.#uses.replace(digestOf(sources))
    this.#checks = checks
    this.#hasNewCode = true
    return []
  }

  /** What happened since the last refresh: nothing, a change, or somebody asked to read the files again. */
  async news(): Promise<'none' | 'changed' | 'reload'> {
    const { revision, reload } = await readRevisions(this.instance)
    if (reload !== this.#known.reload) return 'reload'
    return revision === this.#known.revision ? 'none' : 'changed'
  }

  async refreshIfChanged(): Promise<boolean> {
    if ((await this.news()) === 'none') return false
    await this.refresh()
    return true
  }

  /** Says that this process lives with the files it has read; `brought` = they count as the newest. */
  declare(sign: UseSign): Promise<void> {
    return this.#uses.declare(sign)
  }

  #read(): Current {
    if (!this.#current) throw new HorariumError('internal', 'The configuration is asked for before it was read.')
    return this.#current
  }
}

// Everything this process has open is in the old one.
function movedAway({ site: before }: Project, { site: after }: Project): readonly Problem[] {
  if (after.namespace === undefined || after.namespace === before.namespace) return []
  const message = `the namespace is ${after.namespace}, and this process works in ${before.namespace ?? ''}`
  return [{ severity: 'error', file: SITE_FILE, line: 0, path: 'namespace', message, remedy: 'Start it again.' }]
}

function layerOf(overrides: readonly Override[]): ReadonlyMap<string, LayerValue> {
  return new Map(overrides.map(({ path, value, author }) => [path, { value, source: author }]))
}
