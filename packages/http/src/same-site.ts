import type { FastifyRequest } from 'fastify'

type Asked = Pick<FastifyRequest, 'headers' | 'hostname' | 'host'>

/** Whether a page of another site asks. Browsers say so themselves; what is no browser says nothing. */
export function isOtherSite({ headers, hostname }: Asked): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  if (headers.origin === undefined) return false
  return !URL.canParse(headers.origin) || new URL(headers.origin).hostname !== hostname
}

/** Whether a page of this service asks, by what its browser says; who says nothing does not. */
export function isOwnPage({ headers, host }: Asked): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  // Browsers leave it out where the service is neither this machine nor behind https.
  if (site !== undefined) return site === 'same-origin'
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
