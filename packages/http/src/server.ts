import { randomUUID } from 'node:crypto'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { HorariumError } from '@horarium/core'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import { refuseUnreadable } from './answer-always.js'
import { serializeLate } from './serialize-late.js'
import { validateLate } from './validate-late.js'

export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

const BODY_BYTES = 65_536
const HEAD_WITHIN_MS = 10_000
const CHECK_EVERY_MS = 2_000
const REQUEST_WITHIN_MS = 20_000
// What waits for a Redis that does not answer is told so; a route that waits for a run has its own.
const ANSWER_WITHIN_MS = 10_000

/** A server without routes. */
export function makeServer(): Server {
  return fastify({
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_WITHIN_MS,
    handlerTimeout: ANSWER_WITHIN_MS,
    keepAliveTimeout: HEAD_WITHIN_MS,
    http: { headersTimeout: HEAD_WITHIN_MS, connectionsCheckingInterval: CHECK_EVERY_MS },
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => idIn(headers['x-request-id']) ?? randomUUID(),
    clientErrorHandler: refuseUnreadable,
    schemaController: { compilersFactory: { buildSerializer: serializeLate } },
  })
    .setValidatorCompiler(validateLate)
    .withTypeProvider<TypeBoxTypeProvider>()
}

function idIn(sent: string | string[] | undefined): string | undefined {
  return typeof sent === 'string' && /^[\w.-]{1,64}$/.test(sent) ? sent : undefined
}

/** Answers from now on; says where. Throws `usage` where it cannot be. */
export async function listen(server: Server, at: { readonly port: number; readonly host: string }): Promise<string> {
  try {
    return await server.listen(at)
  } catch (error) {
    const why = REASONS[(error as NodeJS.ErrnoException).code ?? '']
    if (why === undefined) throw error
    throw new HorariumError('usage', `Port ${at.port} of ${at.host} ${why}. Set CRON_PORT or --port.`, { cause: error })
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use; another service may run already',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'is no address of this machine',
  ENOTFOUND: 'is no address',
}
