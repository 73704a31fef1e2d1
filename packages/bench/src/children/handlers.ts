import { performance } from 'node:perf_hooks'
import type { Schedule } from '@horarium/sdk'

/** What a worker's processes call. */
export const nothing = (): void => undefined

/** When it was called, epoch ms with fractions: the machine's clock is the store's here. */
export const tellStart = (): number => performance.timeOrigin + performance.now()

export const loop = (): never => {
  for (;;);
}

/** Does not end by itself; logs its process. */
export const hold = ({ log }: Schedule): Promise<never> => {
  log.info(String(process.pid))
  return new Promise(() => setInterval(() => undefined, 1_000))
}
