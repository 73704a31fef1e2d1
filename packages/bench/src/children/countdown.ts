/** Counts what is done and tells when nothing is left. */
export interface Countdown {
  /** Resolves when `tick` was called so often. */
  readonly from: (count: number) => Promise<void>
  readonly tick: () => void
}

export function createCountdown(): Countdown {
  let left = 0
  let finish: () => void = () => undefined
  return {
    from: (count) => {
      left = count
      return new Promise((resolve) => {
        finish = resolve
      })
    },
    tick: () => {
      left -= 1
      if (left === 0) finish()
    },
  }
}
