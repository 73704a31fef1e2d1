import type { TestAnswer, TestAsk, TestService } from './test-service.js'

/** What a browser says of itself when a page of the service asks. */
export const FROM_OUR_PAGE = { 'sec-fetch-site': 'same-origin' }

/** Asks as a page does whose browser has the cookie of a session. */
export type AskAsPage = (method: string, path: string, ask?: TestAsk) => Promise<TestAnswer>

/** Logs in; answers how to ask from then on. */
export async function logIn({ ask }: TestService, credentials: unknown): Promise<AskAsPage> {
  const { headers } = await ask('POST', '/api/v1/session', { body: credentials, headers: FROM_OUR_PAGE })
  const cookie = cookieOf(headers)
  return (method, path, { headers: more = {}, ...asked } = {}) =>
    ask(method, path, { ...asked, headers: { ...FROM_OUR_PAGE, cookie, ...more } })
}

/** The cookie that an answer sets, as a browser sends it back. */
export function cookieOf(headers: Headers): string {
  return headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
}
