/** What the service says when it does not do as it is asked. */
interface RefusalBody {
  readonly error?: string
  readonly code?: string
  readonly remedy?: string
  readonly requestId?: string
}

/** Why the service did not do as it was asked; `status` 0: it was not reached. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly remedy: string
  readonly requestId: string | undefined

  constructor(status: number, { error, code = '', remedy = '', requestId }: RefusalBody) {
    super(error ?? `HTTP ${status}`)
    this.status = status
    this.code = code
    this.remedy = remedy
    this.requestId = requestId
  }
}

/** One question to the service. */
export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  readonly body?: unknown
  /** The state a change was thought of for; another is answered 412. */
  readonly version?: string | undefined
  readonly signal?: AbortSignal
}

const refusalListeners = new Set<(refused: Refused) => void>()

/** Tells of every refusal, whoever asked; answers what ends that. */
export function listenForRefusals(listener: (refused: Refused) => void): () => void {
  refusalListeners.add(listener)
  return () => refusalListeners.delete(listener)
}

/** Asks the service; what it answers is of the type its own schema names. Throws `Refused`. */
export async function ask<Answer>(path: string, question: Question = {}): Promise<Answer> {
  try {
    return await answerOf<Answer>(path, question)
  } catch (error) {
    if (error instanceof Refused) for (const listener of refusalListeners) listener(error)
    throw error
  }
}

async function answerOf<Answer>(path: string, { method = 'GET', body, version, signal }: Question): Promise<Answer> {
  const answer = await reach(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  const said: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Refused(answer.status, said as RefusalBody)
  return said as Answer
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request)
  } catch (error) {
    if (request.signal?.aborted) throw error
    throw new Refused(0, { error: 'unreachable', code: 'unreachable' })
  }
}
