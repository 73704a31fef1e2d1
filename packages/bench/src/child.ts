import { fork } from 'node:child_process'
import { once, on } from 'node:events'

/** A process of its own, so that a side has a core, a heap and a compiler to itself. */
export interface Child {
  /** The next thing it says; fails when it ends instead. */
  readonly next: <Message>() => Promise<Message>
  readonly tell: (message: unknown) => void
  /** Lets it go and waits until it is gone. */
  readonly end: () => Promise<void>
  /** Ends it as a crash would. */
  readonly kill: () => Promise<void>
}

export type ChildName =
  | 'execute'
  | 'execute-bare'
  | 'execute-raw'
  | 'punctual'
  | 'punctual-bare'
  | 'idle'
  | 'idle-bare'
  | 'xml'
  | 'hold'
  | 'hold-in-child'
  | 'steady'
  | 'service'

/** Starts `children/<name>` with an order it can read. */
export function startChild(name: ChildName, order: unknown): Child {
  const child = fork(new URL(`./children/${name}.js`, import.meta.url), [JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  })
  const messages = on(child, 'message')
  const exit = once(child, 'exit')
  const gone = exit.then(([code, signal]: unknown[]): never => {
    throw new Error(`The child '${name}' ended (${String(signal ?? code)}) before it answered.`)
  })
  // Whoever waits for an answer hears of it; nobody else needs to.
  gone.catch(() => undefined)
  return {
    next: async <Message>() => {
      const { value } = await Promise.race([messages.next(), gone])
      return (value as [Message])[0]
    },
    tell: (message) => {
      child.send(message as object)
    },
    end: async () => {
      if (child.connected) child.disconnect()
      await exit
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exit
    },
  }
}

/** Starts a child for one answer. */
export async function askChild<Answer>(name: ChildName, order: unknown): Promise<Answer> {
  const child = startChild(name, order)
  try {
    return await child.next<Answer>()
  } finally {
    await child.end()
  }
}
