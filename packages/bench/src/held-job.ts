/** The job that is running when its worker is killed. */
export const HELD_CODE = 'bench_held'

/** The run a node tells of, and the process it is in. */
export interface HeldRun {
  readonly id: string
  readonly pid: number
}
