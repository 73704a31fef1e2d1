import type { Health } from '../operations/health.js'
import { isoOf, type Shape } from './shape.js'

/** How the instance is, as `health --json` shows it. */
export function healthShape({ healthy, reasons, warnings, guards, redis, workers, lastPass, lanes }: Health): Shape {
  return {
    healthy,
    reasons,
    warnings,
    guards,
    redis,
    workers: workers.map((worker) => ({
      ...worker,
      startedAt: isoOf(worker.startedAt),
      seenAt: isoOf(worker.seenAt),
    })),
    lastPass: lastPass ? { ...lastPass, at: isoOf(lastPass.at) } : null,
    lanes,
  }
}
