import { didYouMean, type Problem } from '@horarium/core'
import { findCycle, inOrder } from './module-graph.js'
import type { ModuleNeed } from './module-declaration.js'
import { errorAt, warningAt } from './place.js'

/** What of a module decides where it comes. */
export interface Orderable {
  readonly name: string
  readonly active: boolean
  readonly needs: readonly ModuleNeed[]
}

/** The modules in the order in which they are merged, and those that are not merged after all. */
export interface ModuleOrder<Module> {
  readonly modules: readonly Module[]
  /** Active ones whose dependencies cannot be met, by name. */
  readonly leftOut: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

/**
 * Puts modules after those they depend on, otherwise in order of their names, on every machine the same; a later module
 * overrides an earlier one. One whose dependency is missing, inactive or left out is left out, and so is a circle.
 */
export function orderModules<Module extends Orderable>(modules: readonly Module[]): ModuleOrder<Module> {
  const sorting = new Sorting(modules)
  return { modules: sorting.run(), leftOut: sorting.leftOut, problems: sorting.problems }
}

class Sorting<Module extends Orderable> {
  readonly leftOut = new Set<string>()
  readonly problems: Problem[] = []
  readonly #byName: ReadonlyMap<string, Module>

  constructor(modules: readonly Module[]) {
    const sorted = modules.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    this.#byName = new Map(sorted.map((module) => [module.name, module]))
  }

  run(): readonly Module[] {
    for (;;) {
      this.#leaveOutUnmet()
      const earlier = new Map([...this.#byName].map(([name, module]) => [name, this.#before(module)]))
      const cycle = findCycle(earlier)
      if (!cycle) {
        this.#warnOfSequences()
        return inOrder(earlier).flatMap((name) => this.#byName.get(name) ?? [])
      }
      for (const name of cycle) this.#leaveOutOfCircle(name, cycle)
    }
  }

  // Whoever is not merged anyway waits for nobody.
  #before({ name, needs }: Module): readonly string[] {
    return this.#isIn(name) ? needs.map((need) => need.name).filter((other) => this.#isIn(other)) : []
  }

  #isIn(name: string): boolean {
    return (this.#byName.get(name)?.active ?? false) && !this.leftOut.has(name)
  }

  #leaveOutUnmet(): void {
    const isUnmet = ({ name, kind }: ModuleNeed): boolean => kind === 'depends' && !this.#isIn(name)
    for (let changed = true; changed; ) {
      changed = false
      for (const { name, needs } of this.#byName.values()) {
        const unmet = this.#isIn(name) ? needs.filter(isUnmet) : []
        for (const need of unmet) this.#leaveOutFor(name, need)
        changed ||= unmet.length > 0
      }
    }
  }

  #leaveOutFor(name: string, { name: needed, place }: ModuleNeed): void {
    this.leftOut.add(name)
    const message = `${name} requires ${needed}, which ${this.#absence(needed)}: ${name} is left out`
    const near = this.#byName.has(needed) ? '' : didYouMean(needed, this.#byName.keys())
    this.problems.push(errorAt(place, message, `Add or mend ${needed}, or take it out of <depends>.${near}`))
  }

  #absence(name: string): string {
    const known = this.#byName.get(name)
    if (!known) return 'is not there'
    return known.active ? 'is left out itself' : 'is inactive'
  }

  #leaveOutOfCircle(name: string, cycle: readonly string[]): void {
    this.leftOut.add(name)
    const place = this.#byName.get(name)?.needs.find((need) => cycle.includes(need.name))?.place
    const circle = [...cycle, ...cycle.slice(0, 1)].join(' -> ')
    const message = `${circle} is a circle: ${name} is left out`
    this.problems.push(errorAt(place ?? { file: '', line: 0, path: name }, message, 'Take one of them out.'))
  }

  #warnOfSequences(): void {
    for (const { name, needs } of this.#byName.values()) {
      const unmet = this.#isIn(name) ? needs.filter((need) => need.kind === 'sequence' && !this.#isIn(need.name)) : []
      for (const need of unmet) {
        const message = `${name} comes after ${need.name}, which ${this.#absence(need.name)}`
        const near = this.#byName.has(need.name) ? '' : didYouMean(need.name, this.#byName.keys())
        this.problems.push(warningAt(need.place, message, `It changes nothing; take it out of <sequence>.${near}`))
      }
    }
  }
}
