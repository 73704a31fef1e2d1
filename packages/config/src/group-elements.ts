import { didYouMean, isGroupName, type Problem } from '@horarium/core'
import { errorAt, type Place } from './place.js'
import type { XmlElement } from './xml/element.js'

/** A `<group id>` of `crontab.xml` or `cron_groups.xml`. */
export interface GroupElement {
  readonly element: XmlElement
  readonly id: string
  readonly place: Place
}

/** The groups of a document whose id is legal; whatever is wrong otherwise goes to `problems`. */
export function groupElementsOf(
  root: XmlElement | undefined,
  file: string,
  problems: Problem[],
): readonly GroupElement[] {
  return (root?.children ?? []).flatMap((element) => readGroup(element, file, problems))
}

function readGroup(element: XmlElement, file: string, problems: Problem[]): readonly GroupElement[] {
  const id = element.attributes.get('id') ?? ''
  const place = { file, line: element.line, path: `config/${element.name}` }
  if (element.name !== 'group') {
    const remedy = `Put what it holds into <group id="default">.${didYouMean(element.name, ['group'])}`
    problems.push(errorAt(place, `<${element.name}> stands where only <group> may`, remedy))
    return []
  }
  if (isGroupName(id)) return [{ element, id, place: { ...place, path: `config/group[${id}]` } }]
  const message = id === '' ? 'the group has no id' : `'${id}' is not a group name`
  problems.push(errorAt(place, message, 'Write <group id="..."> with letters, digits, _, . and -, at most 100.'))
  return []
}
