import { recountInstants } from '@horarium/calendar'
import { audit, type AuditedInstant, BROKEN_FATES, type Fate } from '@horarium/engine'
import type { App } from '../app.js'

export interface TimetableWindow {
  /** Both inclusive, epoch ms. */
  readonly from: number
  readonly to: number
}

/** What became of every instant of a window. */
export interface TimetableAudit extends TimetableWindow {
  /** Whether it went through the whole window; false when it was stopped. */
  readonly isWhole: boolean
  readonly instants: number
  readonly fates: ReadonlyMap<Fate, number>
  /** Instants that may not be as they are, as many as were asked for at most. */
  readonly broken: readonly AuditedInstant[]
  /** All of them. */
  readonly brokenCount: number
}

export interface AuditOrder extends TimetableWindow {
  /** How many broken instants to list. */
  readonly limit: number
  /** Told how many instants were looked at so far. */
  readonly onProgress?: (instants: number) => void
  /** Stops between two pages. */
  readonly signal?: AbortSignal
}

/** Recomputes every calendar and proves what became of each instant; what is not past yet is left out. */
export async function auditTimetable(app: App, order: AuditOrder): Promise<TimetableAudit> {
  const { from, limit, onProgress, signal } = order
  const to = Math.min(order.to, app.clock.now())
  const fates = new Map<Fate, number>()
  const broken: AuditedInstant[] = []
  let [instants, brokenCount] = [0, 0]
  const lanes = [...app.plans().values()].map(({ lane }) => lane)
  for (const lane of lanes) {
    const others = lanes.filter((other) => other !== lane)
    for await (const page of audit(lane, { after: from - 1, until: to, others }, recountInstants)) {
      if (signal?.aborted) return { from, to, isWhole: false, instants, fates, broken, brokenCount }
      for (const { fate } of page) fates.set(fate, (fates.get(fate) ?? 0) + 1)
      const wrong = page.filter(({ fate }) => BROKEN_FATES.includes(fate))
      broken.push(...wrong.slice(0, limit - broken.length))
      brokenCount += wrong.length
      instants += page.length
      onProgress?.(instants)
    }
  }
  return { from, to, isWhole: true, instants, fates, broken, brokenCount }
}
