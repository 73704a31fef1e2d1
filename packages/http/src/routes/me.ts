import { isoOf } from '@horarium/app'
import { ROLES } from '@horarium/core'
import { type Static, Type } from 'typebox'
import { Refusal } from '../errors.js'
import { VIAS } from '../judge.js'
import type { ServiceParts } from '../service.js'

export const Me = Type.Object({
  name: Type.String({ description: 'as the audit trail names whoever asks' }),
  role: Type.Enum([...ROLES], { description: 'what they may do' }),
  via: Type.Enum([...VIAS], {
    description: 'what shows it; loopback: nothing, as long as nobody has a token or a password',
  }),
  now: Type.String({ format: 'date-time', description: 'what the clock of Redis shows' }),
})
export type Me = Static<typeof Me>

/** Who asks. */
export function meRoutes({ server, app }: ServiceParts): void {
  const schema = { summary: 'Who asks, and what they may do', response: { 200: Me, 401: Refusal, 403: Refusal } }
  server.get('/api/v1/me', { config: { role: 'view' }, schema }, ({ caller, role, via }) => ({
    name: caller,
    role,
    via,
    now: isoOf(app.clock.now()),
  }))
}
