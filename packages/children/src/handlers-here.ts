import { addressKey, type HandlerAddress, importHandler } from '@horarium/config/handlers'
import { type Outcome, outcomeOfThrow } from '@horarium/core'
import { answerAsk, type CalledRun, factsOf } from './called-run.js'
import { callHandler } from './child/call-handler.js'
import { ChildRun } from './child/run.js'
import type { News, RunOrder } from './protocol.js'

/**
 * Calls handlers in this process, for tests: they are given what they are given in a child, and what they say is heard in
 * the same way, but nothing can end them, and what they break is ours.
 */
export class HandlersHere {
  readonly #loaded = new Map<string, ReturnType<typeof importHandler>>()

  /** Never throws. */
  async call(address: HandlerAddress, called: CalledRun): Promise<Outcome> {
    const { handler, fault } = await this.#load(address)
    if (fault) return outcomeOfThrow(new Error(`${fault.message}. ${fault.remedy}`))
    const run: ChildRun = new ChildRun(orderFor(address, called), { tell: (news) => void hear(news, { run, called }) })
    called.onStop((stop) => run.stop(stop))
    callHandler(run, handler)
    run.called()
    return run.ended
  }

  #load(address: HandlerAddress): ReturnType<typeof importHandler> {
    const key = addressKey(address)
    const loaded = this.#loaded.get(key) ?? importHandler(address)
    this.#loaded.set(key, loaded)
    return loaded
  }
}

interface Heard {
  readonly run: ChildRun
  readonly called: CalledRun
}

// Copied, so that a handler cannot change what is ours.
function orderFor(handler: HandlerAddress, called: CalledRun): RunOrder {
  const { answers, event } = called
  const facts = factsOf(called)
  const schedule = { ...facts, params: { ...facts.params } }
  const what = { ...(answers ? { answers } : {}), ...(event ? { event: structuredClone(event) } : {}) }
  return { run: 1, handler, schedule, ...what }
}

async function hear(news: News, { run, called }: Heard): Promise<void> {
  const { schedule } = called
  if (news.is === 'log') schedule.log[news.level](news.message, news.fields)
  else if (news.is === 'progress') schedule.progress(news.percent)
  else if (news.is === 'message') schedule.setMessage(news.message)
  else if (news.is === 'ask') run.asks.settle(news.ask, await answerAsk(called, news.wish))
}
