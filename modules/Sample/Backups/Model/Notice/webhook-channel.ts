import { type Channel, sentenceOf } from './channel.js'

const WITHIN_MS = 10_000

/** Posts a notice as JSON; any answer but a 2xx is a failure, a redirect too. */
export function webhookChannel(url: string, signal: AbortSignal): Channel {
  return {
    name: 'webhook',
    deliver: async (notice) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ event: 'backup_overdue', ...notice, text: sentenceOf(notice) }),
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]),
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`)
    },
  }
}
