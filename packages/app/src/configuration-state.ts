import { HorariumError, type LayerValue } from '@horarium/core'
import type { LanePlan } from '@horarium/engine'
import { type Instance, knownLanes, type Override, readOverrides, readRevision, rememberLanes } from '@horarium/store'
import { type Configuration, configure, type Sources } from './configuration.js'
import { planLanes } from './lane-plans.js'

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

/** The configuration and the plans as they are now. */
export class ConfigurationState {
  readonly instance: Instance
  readonly #sources: Sources
  #revision = -1
  #current: Current | undefined

  constructor(sources: Sources, instance: Instance) {
    this.#sources = sources
    this.instance = instance
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
    const revision = await readRevision(this.instance)
    const configuration = await configure(this.#sources, layerOf(await readOverrides(this.instance)))
    const known = await knownLanes(this.instance)
    const before = this.#current?.plans ?? new Map<string, LanePlan>()
    const plans = await planLanes(configuration, { redis, namespace, revision, known, before })
    await rememberLanes(this.instance, [...plans.keys()])
    this.#current = { configuration, plans }
    this.#revision = revision
  }

  async preview(changes: ReadonlyMap<string, string | undefined>, author: string): Promise<Preview> {
    await this.refreshIfChanged()
    const revision = this.#revision
    const values = new Map(layerOf(await readOverrides(this.instance)))
    for (const [path, value] of changes) {
      if (value === undefined) values.delete(path)
      else values.set(path, { value, source: author })
    }
    return { configuration: await configure(this.#sources, values), revision }
  }

  async refreshIfChanged(): Promise<boolean> {
    if ((await readRevision(this.instance)) === this.#revision) return false
    await this.refresh()
    return true
  }

  #read(): Current {
    if (!this.#current) throw new HorariumError('internal', 'The configuration is asked for before it was read.')
    return this.#current
  }
}

function layerOf(overrides: readonly Override[]): ReadonlyMap<string, LayerValue> {
  return new Map(overrides.map(({ path, value, author }) => [path, { value, source: author }]))
}
