import { leafNode } from './config-node.js'
import type { JobLayer } from './job-layer.js'
import type { XmlElement } from './xml/element.js'

/**
 * Gives the declarations of a file the dialect of its `<config dialect="...">`: those that say when a job runs, as it is
 * their expression that is read so, and only where the job does not say otherwise.
 */
export function withFileDialect(layers: readonly JobLayer[], root: XmlElement, file: string): readonly JobLayer[] {
  const dialect = root.attributes.get('dialect')?.trim() ?? ''
  if (dialect === '') return layers
  const leaf = leafNode(dialect, { file, line: root.line, path: 'config@dialect' })
  for (const { node } of layers) {
    if (node.children.has('schedule') && !node.children.has('dialect')) node.children.set('dialect', leaf)
  }
  return layers
}
