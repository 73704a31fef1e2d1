import { scaleTime } from 'd3-scale'
import type { Scene } from './scene'

const TICK_EVERY_PX = 96

/** The instants at which lines are drawn, so far apart that what they are called fits. */
export function ticksOf({ view, width }: Pick<Scene, 'view' | 'width'>): readonly Date[] {
  return scaleTime([new Date(view.from), new Date(view.to)], [0, width]).ticks(Math.max(2, width / TICK_EVERY_PX))
}

export function isMidnight(tick: Date): boolean {
  return tick.getHours() === 0 && tick.getMinutes() === 0 && tick.getSeconds() === 0
}

const FEW_DAYS_MS = 5 * 86_400_000

/** Whether a day begins there, and that says something: where every line is a midnight none stands out. */
export function isDayLine({ view }: Pick<Scene, 'view'>, tick: Date): boolean {
  return isMidnight(tick) && view.to - view.from < FEW_DAYS_MS
}
