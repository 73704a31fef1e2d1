import { DEFAULT_POLICY } from '@horarium/core'
import { describe, expect, it } from 'vitest'
import { makeDoor } from './support/door.js'
import { dueEntry } from './support/due-entry.js'

type Handler = NonNullable<Parameters<typeof dueEntry>[0]['does']>

/** Returns as soon as it is asked to end, as if nothing had happened. */
const follows: Handler = ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('ok')))

describe('a timeout', () => {
  it('stops the run by its signal; the entry ends as error and says so, although the handler returned', async () => {
    const due = await dueEntry({ does: follows, policy: { timeoutMs: 20 } })
    expect(await due.run()).toBe('error')
    const reason = 'timeout: ran longer than 0.02s'
    expect(await due.entry()).toMatchObject({ status: 'error', reason, error: { name: 'Timeout', message: reason } })
  })

  it('tells the signal how long the handler has to follow it', async () => {
    const reasons: unknown[] = []
    const due = await dueEntry({
      does: ({ signal }) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(reasons.push(signal.reason)))),
      policy: { timeoutMs: 20 },
    })
    await due.run()
    expect(reasons).toMatchObject([{ name: 'RunStop', verdict: 'error', graceMs: 10_000 }])
  })

  it('does not touch a run that ends in time, nor one without a limit', async () => {
    for (const timeoutMs of [DEFAULT_POLICY.timeoutMs, 0]) {
      const due = await dueEntry({
        does: async ({ signal }) => {
          const door = makeDoor()
          setImmediate(() => setImmediate(() => door.open()))
          await door.opened
          return signal.aborted
        },
        policy: { timeoutMs },
      })
      expect(await due.run()).toBe('success')
      expect((await due.entry())?.result).toBe('false')
    }
  })
})
