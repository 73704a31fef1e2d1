import { AjvCompiler } from '@fastify/ajv-compiler'
import type { FastifySchema, FastifySchemaCompiler } from 'fastify'

type Judge = ReturnType<FastifySchemaCompiler<FastifySchema>>

const compile = AjvCompiler()({}, { customOptions: { removeAdditional: false, coerceTypes: true, allErrors: false } })

/** What judges what a route is asked with, made when it is first asked, as what writes its answers is. */
export const validateLate: FastifySchemaCompiler<FastifySchema> = ({ schema }) => {
  let judge: Judge | undefined
  const late: Judge = (asked) => {
    judge ??= compile({ schema })
    const verdict = judge(asked)
    late.errors = judge.errors ?? null
    return verdict
  }
  return late
}
