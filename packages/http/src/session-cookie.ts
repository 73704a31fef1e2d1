import type { FastifyRequest } from 'fastify'

type Asked = Pick<FastifyRequest, 'headers' | 'host' | 'protocol'>

/** The secret of the session that a browser shows. */
export function sessionSecret({ headers: { cookie = '' }, host }: Asked): string | undefined {
  const name = nameAt(host)
  for (const pair of cookie.split(';')) {
    const [key = '', value = ''] = pair.trim().split('=', 2)
    if (key === name) return value
  }
  return undefined
}

/** A cookie that no script reads and no other site sends; the browser forgets it when it is closed. */
export function sessionCookie(request: Asked, secret: string): string {
  return `${nameAt(request.host)}=${secret}; ${attributesOf(request)}`
}

/** Takes the cookie away. */
export function endedCookie(request: Asked): string {
  return `${nameAt(request.host)}=; Max-Age=0; ${attributesOf(request)}`
}

// Cookies do not know ports: two instances of one machine would log each other out.
function nameAt(host: string): string {
  const [, port] = /:(\d+)$/.exec(host) ?? []
  return port === undefined ? 'horarium' : `horarium_${port}`
}

// Whoever claims https where there is none keeps only themselves out.
function attributesOf({ protocol, headers }: Asked): string {
  const isSecure = protocol === 'https' || headers['x-forwarded-proto'] === 'https'
  return `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
}
