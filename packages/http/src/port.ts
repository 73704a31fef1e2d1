import { HorariumError } from '@horarium/core'

const HIGHEST = 65_535
const IN_PRODUCTION = 9_667
const IN_DEVELOPMENT = 8_667

type Variables = Readonly<Record<string, string | undefined>>

/**
 * The port a service listens at: `CRON_PORT`; else the one after `PORT`, which is an application's that it stands beside;
 * else 9667, in development (`NODE_ENV`) 8667. 0 is any that is free. Throws `usage` for what is no port.
 */
export function listeningPort({ CRON_PORT, PORT, NODE_ENV }: Variables, asked?: string): number {
  if (asked !== undefined) return portOf('--port', asked)
  if (CRON_PORT !== undefined && CRON_PORT !== '') return portOf('CRON_PORT', CRON_PORT)
  if (PORT === undefined || PORT === '') return NODE_ENV === 'development' ? IN_DEVELOPMENT : IN_PRODUCTION
  const beside = portOf('PORT', PORT) + 1
  if (beside <= HIGHEST) return beside
  throw new HorariumError('usage', `PORT=${PORT} leaves none after it; set CRON_PORT.`)
}

function portOf(name: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= HIGHEST) return port
  throw new HorariumError('usage', `${name}: '${text}' is no port; give a whole number from 0 to ${HIGHEST}.`)
}
