import { text as readAll } from 'node:stream/consumers'
import { HorariumError } from '@horarium/core'

/** A password: typed twice where somebody sits at a terminal, which does not show it; else what comes in, without the end of its line. */
export async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await readAll(process.stdin)).replace(/\r?\n$/, '')
  const typed = await ask('Password')
  if ((await ask('Once more')) === typed) return typed
  throw new HorariumError('usage', 'The two are not the same.')
}

async function ask(message: string): Promise<string> {
  // What other commands never need takes them no time. The answers' stream stays clean for --json.
  const { isCancel, password } = await import('@clack/prompts')
  const typed = await password({ message, mask: ' ', output: process.stderr })
  if (isCancel(typed)) throw new HorariumError('conflict', 'Nothing was changed.')
  return typed ?? ''
}
