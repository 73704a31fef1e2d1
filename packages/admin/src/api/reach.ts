import { forget } from './answers'
import { listenForRefusals } from './ask'
import { makeState, type State } from './state'

/** What does not answer: the service, or its Redis. */
export type Gone = 'service' | 'redis'

const ASK_EVERY_MS = 2_000
const WITHOUT_REDIS: readonly string[] = ['redis-unreachable', 'too-late']

/** What does not answer now, if anything. */
export const gone: State<Gone | undefined> = makeState<Gone | undefined>(undefined)

listenForRefusals(({ status, code }) => {
  if (status === 0) noteGone('service')
  else if (status === 502 || status === 504) noteGone('service')
  else if (status === 503 && WITHOUT_REDIS.includes(code)) noteGone('redis')
})

function noteGone(what: Gone): void {
  const isNews = gone.now() === undefined
  gone.set(what)
  if (isNews) setTimeout(() => void lookAgain(), ASK_EVERY_MS)
}

// Until it is back; then everything is asked again, as nobody knows what was missed.
async function lookAgain(): Promise<void> {
  const found = await findGone()
  gone.set(found)
  if (found) setTimeout(() => void lookAgain(), ASK_EVERY_MS)
  else await forget()
}

// Whoever stands before the service may answer in its place.
async function findGone(): Promise<Gone | undefined> {
  try {
    const answer = await fetch('/readyz', { headers: { accept: 'application/json' } })
    if (answer.ok) return undefined
    return answer.status === 503 && answer.headers.has('x-request-id') ? 'redis' : 'service'
  } catch {
    return 'service'
  }
}
