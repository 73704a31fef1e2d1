import { createHash } from 'node:crypto'
import type { LayerValue } from '@horarium/core'
import type { Sources } from './configuration.js'
import { environmentLayer } from './environment-layer.js'

/**
 * Names what files and environment say of jobs and settings, wherever the files lie: two releases that say the same have
 * the same name.
 */
export function digestOf({ project, tree }: Sources): string {
  const hash = createHash('sha1')
  for (const { code, group, node } of tree.jobs) hash.update(`job ${code} ${group}\n${textOf(node)}\n`)
  const layers = [tree.values, project.site.values, environmentLayer(project.environment)]
  for (const values of layers) hash.update(`layer\n${valuesText(values)}`)
  return hash.digest('base64url')
}

type Node = Sources['tree']['jobs'][number]['node']

function textOf({ text, children }: Node): string {
  return JSON.stringify(text) + [...children].map(([name, child]) => `<${name}>${textOf(child)}`).join('')
}

function valuesText(values: ReadonlyMap<string, LayerValue>): string {
  const lines = [...values].map(([path, { value }]) => `${JSON.stringify([path, value])}\n`)
  return lines.toSorted().join('')
}
