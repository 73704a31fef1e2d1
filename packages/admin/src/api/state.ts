import { useSyncExternalStore } from 'react'

/** Something that all of the pages know of and that changes. */
export interface State<Value> {
  readonly now: () => Value
  readonly set: (value: Value) => void
  /** A hook: what it is, as it changes. */
  readonly use: () => Value
}

/** Makes one. */
export function makeState<Value>(first: Value): State<Value> {
  let current = first
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const now = (): Value => current
  const set = (value: Value): void => {
    if (value === current) return
    current = value
    for (const listener of listeners) listener()
  }
  return { now, set, use: () => useSyncExternalStore(subscribe, now) }
}
