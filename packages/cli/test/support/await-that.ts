import { setTimeout as pause } from 'node:timers/promises'

const LOOK_AGAIN_MS = 50

/** Looks until it is so; throws with what it last saw when the time is over. */
export async function awaitThat<Seen>(
  look: () => Promise<Seen> | Seen,
  isSo: (seen: Seen) => boolean,
  withinMs = 15_000,
): Promise<Seen> {
  const deadline = AbortSignal.timeout(withinMs)
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- looks one after the other
    const seen = await look()
    if (isSo(seen)) return seen
    if (deadline.aborted) throw new Error(`not so within ${withinMs} ms: ${JSON.stringify(seen).slice(0, 2_000)}`)
    // oxlint-disable-next-line no-await-in-loop -- a look costs others their processor
    await pause(LOOK_AGAIN_MS)
  }
}
