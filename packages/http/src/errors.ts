import { type ErrorCode, HorariumError } from '@horarium/core'
import { type TSchema, Type } from 'typebox'

const STATUS: Readonly<Record<ErrorCode, number>> = {
  usage: 400,
  unknown: 404,
  forbidden: 403,
  conflict: 409,
  'changed-meanwhile': 412,
  configuration: 422,
  'redis-unreachable': 503,
  'redis-unsafe': 503,
  internal: 500,
}

// Where the sentence itself does not say what to do.
const REMEDY: Readonly<Record<number, string>> = {
  400: 'Compare the request with /api/v1/openapi.json.',
  401: 'Log in, or send Authorization: Bearer <token>; horarium token:create and user:create make one.',
  403: 'Use a token or a user of a greater role; horarium token:create and user:create make one.',
  404: 'GET /api/v1/openapi.json lists what there is.',
  405: 'Use one of the methods named in Allow.',
  409: 'Try again when what is in the way is over.',
  412: 'Read it again, and decide on what stands now.',
  413: 'Send less; a body may have 64 KiB.',
  415: 'Send Content-Type: application/json.',
  421: 'Use the address this service listens at, or create a token.',
  422: 'Mend what the problems name; horarium validate shows the same.',
  429: 'Wait as long as Retry-After says.',
  431: 'Send fewer or shorter headers.',
  500: 'See the log of the service for this request id.',
  503: 'See GET /health; horarium doctor tells more.',
}

/** What every refusal looks like. */
export const Refusal: TSchema = Type.Object({
  error: Type.String({ description: 'a sentence for a person' }),
  code: Type.String({ description: 'a word for a program' }),
  remedy: Type.String(),
  requestId: Type.Optional(Type.String()),
  problems: Type.Optional(Type.Array(Type.Unknown(), { description: 'what of the configuration is wrong' })),
})

export interface RefusalBody {
  readonly error: string
  readonly code: string
  readonly remedy: string
}

/** A status and the body that goes with it. */
export interface Answer {
  readonly status: number
  readonly body: RefusalBody
}

export function refusal(status: number, code: string, error: string): Answer {
  return { status, body: { error, code, remedy: REMEDY[status] ?? '' } }
}

const TOO_LATE = 'FST_ERR_HANDLER_TIMEOUT'

/** The one place where what was thrown becomes a status. What we did not throw on purpose is told to nobody but the log. */
export function answerTo(thrown: unknown): Answer {
  if (thrown instanceof HorariumError && thrown.code !== 'internal') {
    return refusal(STATUS[thrown.code], thrown.code, thrown.message)
  }
  const { statusCode = 500, code = '', message } = thrown as { statusCode?: number; code?: string; message: string }
  if (code === TOO_LATE) return refusal(503, 'too-late', 'There was no answer in time; Redis may not answer.')
  if (statusCode >= 400 && statusCode < 500) return refusal(statusCode, wordOf(code), message)
  return refusal(500, 'internal', 'Something went wrong here.')
}

// FST_ERR_CTP_BODY_TOO_LARGE -> body-too-large
function wordOf(code: string): string {
  return code === ''
    ? 'usage'
    : code
        .replace(/^FST_ERR_(CTP_)?/, '')
        .toLowerCase()
        .replaceAll('_', '-')
}
