import { didYouMean, type Problem } from '@horarium/core'
import type { LifecycleEventName } from '@horarium/sdk'
import { type Place, placeIn, warningAt } from './place.js'
import { descend, type XmlElement } from './xml/element.js'

/** A method that is told of what happens to entries. */
export interface DeclaredObserver {
  readonly event: LifecycleEventName
  readonly name: string
  /** `alias/class::method`. */
  readonly handler: string
  readonly place: Place
}

const PREFIX = 'cron_schedule_'
const EVENTS: Readonly<Record<`${typeof PREFIX}${LifecycleEventName}`, LifecycleEventName>> = {
  cron_schedule_generated: 'generated',
  cron_schedule_released: 'released',
  cron_schedule_started: 'started',
  cron_schedule_finished: 'finished',
  cron_schedule_missed: 'missed',
  cron_schedule_skipped: 'skipped',
  cron_schedule_purged: 'purged',
}

/**
 * Reads Magento 1's `<events><cron_schedule_finished><observers><name><class>alias/class</class><method>run</method>`.
 * Other events are Magento's own and nobody's business here.
 */
export function readObservers(events: XmlElement, place: Place, problems: Problem[]): readonly DeclaredObserver[] {
  return events.children.flatMap((element) => {
    const at = placeIn(place, element)
    const event = Object.entries(EVENTS).find(([name]) => name === element.name)?.[1]
    if (event) return descend([element], 'observers').flatMap((list) => observersIn(list, event, at))
    if (element.name.startsWith(PREFIX)) {
      const meant = didYouMean(element.name, Object.keys(EVENTS))
      problems.push(warningAt(at, `there is no event ${element.name}, ignored`, `Remove it.${meant}`))
    }
    return []
  })
}

function observersIn(list: XmlElement, event: LifecycleEventName, place: Place): readonly DeclaredObserver[] {
  return list.children.map((element) => {
    const [model] = descend([element], 'class')
    const [method] = descend([element], 'method')
    const handler = `${model?.text ?? ''}::${method?.text ?? ''}`
    return {
      event,
      name: element.name,
      handler,
      place: placeIn({ ...place, path: `${place.path}/observers` }, element),
    }
  })
}
