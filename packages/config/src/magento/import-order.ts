import type { Problem } from '@horarium/core'
import type { JobLayer } from '../job-layer.js'
import { orderModules } from '../module-order.js'
import { warningAt } from '../place.js'
import type { ImportedModule } from './module-text.js'

export interface ImportOrder {
  readonly modules: readonly ImportedModule[]
  readonly problems: readonly Problem[]
}

/** Puts modules in the order in which they will be merged, and tells where Magento's may differ. */
export function importOrder(modules: readonly ImportedModule[]): ImportOrder {
  const place = { file: '', line: 0, path: '' }
  const orderable = modules.map((module) => {
    const needs = module.needs.map((name) => ({
      name,
      kind: 'depends' as const,
      place: { ...place, path: module.name },
    }))
    return { name: module.name, active: true, needs, module }
  })
  const ordered = orderModules(orderable)
  const inOrder = ordered.modules.map(({ module }) => module)
  return { modules: inOrder, problems: [...ordered.problems, ...rivalries(inOrder)] }
}

interface Declaration {
  readonly module: ImportedModule
  readonly layer: JobLayer
}

// Magento merges what depends on nothing in the order of its own lists; here it is the order of names.
function rivalries(modules: readonly ImportedModule[]): readonly Problem[] {
  const byCode = new Map<string, Declaration[]>()
  for (const module of modules) {
    for (const layer of module.jobs) byCode.set(layer.code, [...(byCode.get(layer.code) ?? []), { module, layer }])
  }
  const isAfter = reaches(modules)
  return [...byCode.values()].flatMap((declarations) =>
    declarations.slice(1).flatMap(({ module, layer }, index) => {
      const before = declarations[index]?.module ?? module
      return before.name === module.name || isAfter(module.name, before.name) ? [] : [rivalry(layer, before, module)]
    }),
  )
}

function rivalry({ code, node }: JobLayer, before: ImportedModule, module: ImportedModule): Problem {
  const message = `${before.name} and ${module.name} both declare ${code} and neither depends on the other: ${module.name} counts`
  return warningAt(node.place, message, 'See which of them Magento loads last, and let that one depend on the other.')
}

function reaches(modules: readonly ImportedModule[]): (from: string, to: string) => boolean {
  const needs = new Map(modules.map((module) => [module.name, module.needs]))
  return (from, to) => {
    const seen = new Set<string>()
    const open = [from]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === to) return true
      if (!seen.has(next)) open.push(...(needs.get(next) ?? []))
      seen.add(next)
    }
    return false
  }
}
