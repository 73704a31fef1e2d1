import type { Socket } from 'node:net'
import type { App } from '@horarium/app'
import { logOf } from '@horarium/core'
import type { FastifyInstance } from 'fastify'
import { answerTo, refusal } from './errors.js'

/** Whatever is asked, and whatever goes wrong, is answered in JSON with the request's id. */
export function answerAlways(server: FastifyInstance, app: App): void {
  const log = logOf('http', app.logger)
  const routes: { readonly method: string; readonly shape: RegExp }[] = []
  server.addHook('onRoute', ({ method, url }) => {
    // What is served below `/` is any path: no reason to take another method for a slip.
    const path = url.replaceAll(/:\w+/g, '[^/]+').replace(/(?<=.)\/\*$/, '/.+')
    const shape = new RegExp(`^${path}/?$`)
    for (const one of [method].flat()) routes.push({ method: one, shape })
  })
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'x-request-id': request.id,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // The pages have one of their own.
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      // Not `no-referrer`: with it a browser says of a form's origin that it is null.
      'referrer-policy': 'same-origin',
    })
  })
  // Without what follows the question mark: somebody may have put there what is nobody's business.
  server.addHook('onResponse', async ({ id: requestId, method, url, caller }, { statusCode: status, elapsedTime }) => {
    const fields = { requestId, method, path: url.split('?', 1)[0], status, caller, ms: Math.round(elapsedTime) }
    log.debug('request answered', fields)
  })
  const parseJson = server.getDefaultJsonParser('error', 'error')
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, {})
    else void parseJson(request, String(body), done)
  })
  server.addHook('preValidation', async (request) => {
    request.body ??= {}
  })
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const allowed = routes.filter(({ shape }) => shape.test(path)).map(({ method }) => method)
    if (allowed.length > 0) void reply.header('allow', [...new Set(allowed)].join(', '))
    const { status, body } =
      allowed.length > 0
        ? refusal(405, 'method', `${request.method} is not for ${path}.`)
        : refusal(404, 'unknown', `There is no ${path}.`)
    return reply.code(status).send({ ...body, requestId: request.id })
  })
  server.setErrorHandler((error, request, reply) => {
    const isCut = app.redis.status !== 'ready'
    const { status, body } = isCut ? refusal(503, 'redis-unreachable', 'Redis does not answer.') : answerTo(error)
    if (status >= 500) {
      const { message = String(error), stack } = error as Partial<Error>
      log.error('a request failed', {
        requestId: request.id,
        url: request.url,
        error: message,
        stack,
      })
    }
    return reply.code(status).send({ ...body, requestId: request.id })
  })
}

const UNREADABLE: Readonly<Record<string, readonly [status: number, phrase: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
}

/** Answers what is no HTTP. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, phrase] = UNREADABLE[error.code ?? ''] ?? [400, 'Bad Request']
  const body = JSON.stringify(refusal(status, 'unreadable', `The request cannot be read: ${phrase}.`).body)
  const head = [
    `HTTP/1.1 ${status} ${phrase}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  // Whoever does not hang up is hung up on.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}
