import type { Credentials, Me } from '@horarium/http/api'
import { answers } from '../api/answers'
import { ask, listenForRefusals } from '../api/ask'
import { makeState, type State } from '../api/state'

/** Whether the service wants to know who asks: nobody has logged in, or the session has ended. */
export const isLoginAsked: State<boolean> = makeState(false)

listenForRefusals(({ status }) => {
  if (status === 401) isLoginAsked.set(true)
})

/** Logs in; what is on the pages stays where it is. Throws `Refused`. */
export async function logIn(credentials: Credentials): Promise<void> {
  await ask<Me>('/api/v1/session', { method: 'POST', body: credentials })
  // What was asked before is refused, however late that is said.
  await answers.cancelQueries()
  isLoginAsked.set(false)
}

/** Logs out, and forgets everything that was told. */
export async function logOut(): Promise<void> {
  await ask('/api/v1/session', { method: 'DELETE' })
  location.assign('/')
}
