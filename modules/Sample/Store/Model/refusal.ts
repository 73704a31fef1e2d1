/** That a mail server would not take one mail. */
export interface Refusal {
  /** Whether it never will (5xx), or perhaps later (4xx). */
  readonly isFinal: boolean
  readonly error: string
}

// What nodemailer says of an address or a text; all else (no connection, a login, our own address) concerns every mail.
const OF_ONE_MAIL = ['EENVELOPE', 'EMESSAGE']
const CLOSING = 421
const FIRST_FINAL = 500

/** What an error of nodemailer says of its mail; absent where it speaks of the server. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, command, responseCode } = error as Error & Readonly<Record<string, unknown>>
  if (typeof code !== 'string' || !OF_ONE_MAIL.includes(code) || command === 'MAIL FROM') return undefined
  // The server goes away, whatever it was asked.
  if (responseCode === CLOSING) return undefined
  return { isFinal: typeof responseCode !== 'number' || responseCode >= FIRST_FINAL, error: error.message }
}
