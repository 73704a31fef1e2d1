import { type ChildProcess, fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { openCallMark } from './call-mark.js'
import type { News, Order } from './protocol.js'

export interface ForkOptions {
  /** Where its handlers stand. */
  readonly directory: string
  /** Its JavaScript heap may not grow beyond; 0 = as Node has it. */
  readonly heapMiB: number
  /** A line it wrote on its standard output or error. */
  readonly onOutput: (line: string, stream: 'stdout' | 'stderr') => void
}

const MAIN = new URL('child/main.js', import.meta.url)
const LINE_LIMIT = 8_192
// What it said last may still be on its way when it is gone; whatever it started may hold the way open for ever.
const NEWS_WITHIN_MS = 500

/** A child process and the two ends of its channel. */
export interface Forked {
  readonly pid: number | undefined
  readonly send: (order: Order) => void
  /** Lets it go: it ends by itself when it has nothing to do. */
  readonly letGo: () => void
  /** Ends it and whatever it started, at once. */
  readonly kill: () => void
  /** The number of the run it has called last; 0 = none. */
  readonly lastCalled: () => number
  readonly gone: Promise<Gone>
}

/** How it ended, and the run it had called last. */
export interface Gone {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly lastCalled: number
}

export function forkChild(options: ForkOptions, onNews: (news: readonly News[]) => void): Forked {
  const { directory, heapMiB } = options
  const heap = heapMiB > 0 ? [`--max-old-space-size=${heapMiB}`] : []
  const mark = openCallMark()
  // Who its parent is must be told: it may be gone before the child can look.
  const child = fork(MAIN, [String(process.pid)], {
    cwd: directory,
    // A group of its own: a terminal's Ctrl-C is for the parent, and what a handler starts ends with its child.
    detached: true,
    execArgv: [...process.execArgv.filter((argument) => !argument.startsWith('--inspect')), ...heap],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', mark.fd],
  })
  living.add(child)
  readLines(child, options.onOutput)
  child.on('message', (news) => onNews(news as readonly News[]))
  const gone = untilGone(child).then((how) => {
    const lastCalled = mark.read()
    mark.close()
    return { ...how, lastCalled }
  })
  return {
    pid: child.pid,
    send: (order) => {
      if (child.connected) child.send(order, () => undefined)
    },
    letGo: () => {
      if (child.connected) child.disconnect()
    },
    kill: () => killGroup(child),
    lastCalled: mark.read,
    gone,
  }
}

async function untilGone(child: ChildProcess): Promise<Omit<Gone, 'lastCalled'>> {
  const heardAll = new Promise<void>((resolve) => {
    child.once('disconnect', resolve)
  })
  const how = await new Promise<Omit<Gone, 'lastCalled'>>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  // Whatever it started dies with it.
  killGroup(child)
  const late = new AbortController()
  await Promise.race([heardAll, pause(NEWS_WITHIN_MS, undefined, { signal: late.signal }).catch(() => undefined)])
  late.abort()
  living.delete(child)
  return how
}

// A parent that ends at once takes them along; one that is killed they notice.
const living = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of living) killGroup(child)
})

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody of the group is left.
  }
}

function readLines(child: ChildProcess, onOutput: ForkOptions['onOutput']): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    const input = child[stream]
    if (input) createInterface({ input }).on('line', (line) => onOutput(line.slice(0, LINE_LIMIT), stream))
  }
}
