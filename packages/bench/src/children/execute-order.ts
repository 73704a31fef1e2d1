import type { WorkerOrder } from './worker.js'

/** The same for every side. */
export interface ExecuteOrder extends WorkerOrder {
  readonly entries: number
  /** Run before the clock starts. */
  readonly warmUp: number
}
