import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Server } from '../server.js'
import { loadPages, type PageFile, type Pages } from './load-pages.js'

const OPEN = { config: { role: 'open' }, schema: { hide: true } } as const
const HASHED = '/assets/'
const FOR_A_YEAR = 'public, max-age=31536000, immutable'
const FOR_AN_HOUR = 'public, max-age=3600'
const NONCE_BYTES = 16

/**
 * Serves the folder of the pages. Whatever a browser navigates to that is nothing else is the index, which finds its way
 * by the address. Without a folder `/` says what there is to ask.
 */
export async function pageRoutes(server: Server, folder: string | undefined): Promise<void> {
  if (folder === undefined) {
    server.get('/', OPEN, () => ({
      name: 'Horarium',
      document: '/api/v1/openapi.json',
      health: '/health',
      pages: null,
    }))
    return
  }
  const pages = await loadPages(folder)
  server.get('/*', OPEN, (request, reply) => answer(pages, request, reply))
}

function answer(pages: Pages, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0] ?? ''
  const file = pages.files.get(path)
  if (file) return sendFile(reply, file, { path, accepts: String(request.headers['accept-encoding'] ?? '') })
  if (isNavigation(request, path)) return sendIndex(reply, pages.index)
  reply.callNotFound()
  return reply
}

function isNavigation({ headers: { accept = '' } }: FastifyRequest, path: string): boolean {
  return accept.includes('text/html') && !path.startsWith('/api/') && !path.startsWith(HASHED)
}

interface Asked {
  readonly path: string
  readonly accepts: string
}

function sendFile(reply: FastifyReply, { type, plain, br, gzip }: PageFile, { path, accepts }: Asked): FastifyReply {
  void reply.headers({
    'content-type': type,
    'cache-control': path.startsWith(HASHED) ? FOR_A_YEAR : FOR_AN_HOUR,
    vary: 'accept-encoding',
  })
  if (br && /\bbr\b/.test(accepts)) return reply.header('content-encoding', 'br').send(br)
  if (gzip && /\bgzip\b/.test(accepts)) return reply.header('content-encoding', 'gzip').send(gzip)
  return reply.send(plain)
}

// Scripts only from files; styles that a component writes at run time carry the nonce, a new one in each answer.
function sendIndex(reply: FastifyReply, index: string): FastifyReply {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url')
  return reply
    .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyWith(nonce) })
    .send(index.replace(/(<meta name="csp-nonce" content=")[^"]*/, `$1${nonce}`))
}

function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
