import * as v from 'valibot'
import { version } from './version.js'

const WITHIN_MS = 10_000
const ANSWER_LIMIT_BYTES = 65_536
const Answer = v.object({ version })

/** Asks an address, which answers `{"version": "6.5.1"}`. Rejects where it answers anything else. */
export async function askNewest(url: string, signal: AbortSignal): Promise<string> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)])
  const answer = await fetch(url, { headers: { accept: 'application/json' }, signal: within })
  if (!answer.ok) throw new Error(`The update address answered ${answer.status}.`)
  const read = v.safeParse(Answer, parse(await readText(answer)))
  if (!read.success)
    throw new Error('The update address did not answer with a version, as {"version": "6.5.1"} has one.')
  return read.output.version
}

// Whoever answers may be anybody: an answer without an end must not fill the memory.
async function readText(answer: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of answer.body ?? []) {
    bytes += piece.length
    if (bytes > ANSWER_LIMIT_BYTES)
      throw new Error(`The update address answered more than ${ANSWER_LIMIT_BYTES} bytes.`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
