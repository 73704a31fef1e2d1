import { type SerializerFactory, SerializerSelector } from '@fastify/fast-json-stringify-compiler'

const build = SerializerSelector()

/**
 * What writes the answers of a route, made when it first answers: made for all of them before the service listens, that
 * is most of the time it takes to start.
 */
export const serializeLate: SerializerFactory = (schemas, options) => {
  const compile = build(schemas, options)
  return (route) => {
    let write: ReturnType<typeof compile> | undefined
    return (answer) => {
      write ??= compile(route)
      return write(answer)
    }
  }
}
