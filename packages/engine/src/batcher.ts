/** Gathers calls of the same turn of the event loop into one call over many requests. */
export function createBatcher<Request, Answer>(
  flush: (requests: readonly Request[]) => Promise<readonly Answer[]>,
  limit: number,
): (request: Request) => Promise<Answer> {
  let waiting: Waiting<Request, Answer>[] = []
  const drain = (): void => {
    const batch = waiting
    waiting = []
    void settle(batch, flush)
  }
  return (request) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(drain)
      waiting.push({ request, resolve, reject })
      if (waiting.length >= limit) drain()
    })
}

interface Waiting<Request, Answer> {
  readonly request: Request
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

async function settle<Request, Answer>(
  batch: readonly Waiting<Request, Answer>[],
  flush: (requests: readonly Request[]) => Promise<readonly Answer[]>,
): Promise<void> {
  if (batch.length === 0) return
  try {
    const answers = await flush(batch.map(({ request }) => request))
    batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer))
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
