import type { Problem } from '@horarium/core'
import type { DeclaredObserver } from '../observers.js'
import type { Module } from '../read-module.js'
import type { HandlerAddress } from './import-handler.js'
import { type CheckHandlers, locate, problemOf, startLocating } from './locate-handlers.js'

/** An observer that can be told. */
export interface LocatedObserver extends Pick<DeclaredObserver, 'event' | 'name'> {
  readonly address: HandlerAddress
}

/** Finds the observers modules declare; one that cannot be found is a problem, and the others are told. */
export async function locateObservers(
  modules: readonly Module[],
  declared: readonly DeclaredObserver[],
  check: CheckHandlers,
): Promise<{ readonly observers: readonly LocatedObserver[]; readonly problems: readonly Problem[] }> {
  const locating = startLocating(modules)
  const problems: Problem[] = []
  const found: (LocatedObserver & Pick<DeclaredObserver, 'place' | 'handler'>)[] = []
  for (const { event, name, handler, place } of declared) {
    // oxlint-disable-next-line no-await-in-loop
    const located = await locate({ text: handler, place }, locating)
    problems.push(...located.problems)
    if (located.address) found.push({ event, name, handler, place, address: located.address })
  }
  const faults = await check(found.map(({ address }) => address))
  const observers = found.flatMap(({ event, name, handler, place, address }, index) => {
    const fault = faults[index]
    if (fault) problems.push(problemOf({ text: handler, place }, fault))
    return fault ? [] : [{ event, name, address }]
  })
  return { observers, problems }
}
