import { once } from 'node:events'

/** What this process was started for; it lives as long as its parent wants it, and no longer than its parent. */
export function readOrder(): unknown {
  process.once('disconnect', () => process.exit(0))
  return JSON.parse(process.argv[2] ?? '{}')
}

/** Tells the parent. */
export function say(message: unknown): void {
  process.send?.(message)
}

/** Waits for a word from the parent. */
export async function hear(): Promise<void> {
  await once(process, 'message')
}
