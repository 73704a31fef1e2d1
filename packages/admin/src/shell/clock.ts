import { useSyncExternalStore } from 'react'

// The one clock is the store's: what the browser shows is put right by what the service says.
let aheadMs = 0
let now = hereNow()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function hereNow(): number {
  return performance.timeOrigin + performance.now()
}

/** Notes what the store's clock shows now, epoch ms. */
export function setServiceTime(instant: number): void {
  aheadMs = instant - hereNow()
}

/** What the store's clock shows, epoch ms. */
export function serviceNow(): number {
  return hereNow() + aheadMs
}

/** The same, told every second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) now = serviceNow()
  listeners.add(listener)
  timer ??= setInterval(tick, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  now = serviceNow()
  for (const listener of listeners) listener()
}
