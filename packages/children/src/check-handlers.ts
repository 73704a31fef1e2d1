import type { HandlerAddress } from '@horarium/config/handlers'
import type { Logger } from '@horarium/core'
import { forkChild } from './fork-child.js'
import type { Fault, News } from './protocol.js'

export interface CheckOptions {
  readonly directory: string
  readonly logger: Logger
  /** How long one file may take to load. */
  readonly withinMs: number
}

/**
 * Loads handlers in a process of its own and tells what is wrong with each: code that exits, blocks or throws where
 * it is loaded harms nobody.
 */
export async function checkHandlers(
  handlers: readonly HandlerAddress[],
  options: CheckOptions,
): Promise<readonly (Fault | undefined)[]> {
  const faults: (Fault | undefined)[] = []
  while (faults.length < handlers.length) {
    // oxlint-disable-next-line no-await-in-loop
    const round = await checkRound(handlers.slice(faults.length), options)
    faults.push(...round)
  }
  return faults
}

// As far as one process comes: the handler it stops at is at fault.
async function checkRound(
  handlers: readonly HandlerAddress[],
  { directory, logger, withinMs }: CheckOptions,
): Promise<readonly (Fault | undefined)[]> {
  const faults: (Fault | undefined)[] = []
  let isLate = false
  let finish: () => void = () => undefined
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const onOutput = (line: string): void => logger.info('output of a handler', { line })
  const child = forkChild({ directory, heapMiB: 0, onOutput }, (news) => {
    timer.refresh()
    for (const one of news) if (isCheck(one)) faults.push(one.fault)
    if (faults.length === handlers.length) finish()
  })
  const timer = setTimeout(() => {
    isLate = true
    child.kill()
  }, withinMs)
  for (const handler of handlers) child.send({ do: 'check', handler })
  const death = await Promise.race([child.gone, finished])
  clearTimeout(timer)
  child.kill()
  const guilty = handlers[faults.length]
  if (!guilty) return faults
  const how = isLate ? `did not finish loading within ${withinMs / 1_000} s` : `ends its process when it is loaded`
  const remedy = isLate ? 'Await nothing endless at the top level of the file.' : 'Do nothing but declare in the file.'
  const code = death && !isLate ? ` (${death.signal ?? `exit code ${death.code ?? 'unknown'}`})` : ''
  return [...faults, { message: `${guilty.file} ${how}${code}`, remedy }]
}

function isCheck(news: News): news is Extract<News, { readonly is: 'checked' }> {
  return news.is === 'checked'
}
