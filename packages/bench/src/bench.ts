import type { RedisBinary } from '@horarium/app'

/** What a row is measured with. */
export interface Bench {
  readonly binary: RedisBinary
  /** The full size of something, or the small one of a quick bench. */
  readonly size: (full: number, quick: number) => number
  /** How often sides are measured in turn before the medians are taken. */
  readonly rounds: number
  /** Says what is being measured, to a person who waits. */
  readonly note: (words: string) => void
}
