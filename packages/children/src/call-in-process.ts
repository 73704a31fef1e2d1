import { type HandlerAddress, importHandler } from '@horarium/config/handlers'
import { type Outcome, outcomeOfThrow } from '@horarium/core'
import { answerAsk, type CalledRun, factsOf } from './called-run.js'
import { callHandler } from './child/call-handler.js'
import { ChildRun } from './child/run.js'
import type { News, RunOrder } from './protocol.js'

/**
 * Calls a handler in this process, for tests: it is given what it is given in a child, and what it says is heard in the
 * same way, but nothing can end it, and what it breaks is ours. Never throws.
 */
export async function callInProcess(address: HandlerAddress, called: CalledRun): Promise<Outcome> {
  const { handler, fault } = await importHandler(address)
  if (fault) return outcomeOfThrow(new Error(`${fault.message}. ${fault.remedy}`))
  const run: ChildRun = new ChildRun(orderFor(address, called), { tell: (news) => void hear(news, { run, called }) })
  called.onStop((stop) => run.stop(stop))
  callHandler(run, handler)
  run.called()
  return run.ended
}

interface Heard {
  readonly run: ChildRun
  readonly called: CalledRun
}

// As JSON carries it, so that a handler cannot change what is ours.
function orderFor(handler: HandlerAddress, called: CalledRun): RunOrder {
  const { answers, event } = called
  const what = { ...(answers ? { answers } : {}), ...(event ? { event } : {}) }
  return structuredClone({ run: 1, handler, schedule: factsOf(called), ...what })
}

async function hear(news: News, { run, called }: Heard): Promise<void> {
  const { schedule } = called
  if (news.is === 'log') schedule.log[news.level](news.message, news.fields)
  else if (news.is === 'progress') schedule.progress(news.percent)
  else if (news.is === 'message') schedule.setMessage(news.message)
  else if (news.is === 'ask') run.asks.settle(news.ask, await answerAsk(called, news.wish))
}
