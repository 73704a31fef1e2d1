import { reloadHere } from '@horarium/app'
import { Type } from 'typebox'
import { Refusal, refusal } from '../errors.js'
import type { ServiceParts } from '../service.js'

const Reloaded = Type.Object({ message: Type.String(), jobs: Type.Integer(), problems: Type.Array(Type.Unknown()) })

/** Reads the files again. */
export function reloadRoutes({ server, app, appFor }: ServiceParts): void {
  const summary = 'Read XML and site file again, here and in every process'
  const schema = { summary, response: { 200: Reloaded, 422: Refusal } }
  server.post('/reload-config', { config: { role: 'configure' }, schema }, async (request, reply) => {
    const refused = await reloadHere(appFor(request))
    if (refused.length === 0) {
      const { jobs, problems } = app.configuration()
      return { message: 'The configuration was read again.', jobs: jobs.length, problems: [...problems] }
    }
    const { body } = refusal(422, 'configuration', 'The changed files are refused whole; the old configuration stays.')
    return reply.code(422).send({ ...body, problems: [...refused], requestId: request.id })
  })
}
