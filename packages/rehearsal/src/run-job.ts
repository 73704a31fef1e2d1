import { type Configuration, configure, readSources } from '@horarium/app'
import { HandlersHere } from '@horarium/children'
import { checkHere, type HandlerAddress } from '@horarium/config/handlers'
import { HorariumError, isTarget, type JobDefinition, type Outcome, paramsFault, targetsIn } from '@horarium/core'
import { createTestSchedule, type JobRun, type RunJobOptions } from '@horarium/sdk/testing'
import { projectOf } from './module-project.js'
import { refuseStale } from './refuse-stale.js'
import { findSound, refuseStrangers } from './sound-modules.js'
import { textsOf } from './texts-of.js'

/** Runs one job of a module in this process, without Redis. Throws `configuration` and `usage`. */
export async function runJob(options: RunJobOptions): Promise<JobRun> {
  const sources = await readSources(projectOf({ modules: [options.module] }))
  // What is wrong with the handlers of other jobs is for their tests.
  const configuration = await configure(sources, new Map(), async (handlers) => handlers.map(() => undefined))
  refuseStrangers(configuration, [options.module])
  const job = findSound(configuration, options.job)
  await refuseStale([options.module])
  const [handler, provider] = await addressesOf(configuration, job)
  const order = { job, params: paramsOf(job, options), options }
  if (!provider) return runOnce(handler, order)
  if (options.target !== undefined) return runOnce(handler, order, options.target)
  return runForAll(handler, provider, order)
}

interface Order {
  readonly job: JobDefinition
  readonly params: Readonly<Record<string, string>>
  readonly options: RunJobOptions
}

async function addressesOf(
  { handlers }: Configuration,
  { code, handler }: JobDefinition,
): Promise<readonly [HandlerAddress, HandlerAddress | undefined]> {
  const address = handlers.find(code)
  if (!address) throw new HorariumError('configuration', `The handler ${handler} of ${code} is not found.`)
  const provider = handlers.findTargets(code)
  const faults = await checkHere([address, ...(provider ? [provider] : [])])
  const fault = faults.find((one) => one !== undefined)
  if (fault) throw new HorariumError('configuration', `${fault.message}. ${fault.remedy}`)
  return [address, provider]
}

function paramsOf(
  { code, params, paramsFault: unread, targets }: JobDefinition,
  options: RunJobOptions,
): Order['params'] {
  const all = { ...params, ...textsOf(options.params) }
  const fault = unread ?? paramsFault(all)
  if (fault !== undefined) throw new HorariumError('configuration', `The job ${code} cannot be run: ${fault}.`)
  const { target } = options
  if (target !== undefined && targets === undefined) throw new HorariumError('usage', `Job ${code} has no targets.`)
  if (target !== undefined && !isTarget(target)) {
    throw new HorariumError('usage', `'${target}' is no target: 1 to 100 of letters, digits, _, . and -.`)
  }
  return all
}

async function runForAll(handler: HandlerAddress, provider: HandlerAddress, order: Order): Promise<JobRun> {
  const { outcome, ...asked } = await call(provider, order, { answers: 'targets' })
  const names = targetsIn(outcome)
  const isAsked = outcome.status === 'success'
  const reason = isAsked ? `handed to ${names.length} ${names.length === 1 ? 'target' : 'targets'}` : outcome.reason
  const targets: JobRun[] = []
  for (const target of names) targets.push(await runOnce(handler, order, target))
  return { ...asked, ...endOf({ ...outcome, reason: names.length === 0 && isAsked ? 'no targets' : reason }), targets }
}

async function runOnce(handler: HandlerAddress, order: Order, target?: string): Promise<JobRun> {
  const { outcome, ...said } = await call(handler, order, target === undefined ? {} : { target })
  return { ...said, ...endOf(outcome), ...(target === undefined ? {} : { target }) }
}

type Said = Pick<JobRun, 'lines' | 'message' | 'percent' | 'enqueued'>

async function call(
  address: HandlerAddress,
  { job, params, options }: Order,
  { target, answers }: { readonly target?: string; readonly answers?: 'targets' },
): Promise<Said & { readonly outcome: Outcome }> {
  const { at, attempt, signal } = options
  const schedule = createTestSchedule({
    jobCode: job.code,
    params,
    ...(at ? { scheduledAt: at } : {}),
    ...(attempt === undefined ? {} : { attempt }),
    ...(target === undefined ? {} : { target }),
  })
  const outcome = await new HandlersHere().call(address, {
    schedule,
    onStop: (listener) => listenTo(signal, listener),
    ...(answers ? { answers } : {}),
  })
  const { lines, message, percent, enqueued } = schedule
  return { outcome, lines, message, percent, enqueued }
}

function listenTo(signal: AbortSignal | undefined, listener: (stop: Error) => void): void {
  const stop = (): void => listener(signal?.reason instanceof Error ? signal.reason : new Error('the test stopped it'))
  if (signal?.aborted) stop()
  else signal?.addEventListener('abort', stop, { once: true })
}

function endOf({ status, reason, result, error }: Outcome): Pick<JobRun, 'status' | 'reason' | 'result' | 'error'> {
  return {
    status: status === 'success' ? 'success' : 'error',
    reason,
    ...(result === undefined ? {} : { result: JSON.parse(result) as unknown }),
    ...(error ? { error } : {}),
  }
}
