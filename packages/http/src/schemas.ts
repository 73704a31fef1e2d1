import { type TNull, type TSchema, type TSchemaOptions, type TString, type TUnion, Type } from 'typebox'

/** An instant as JSON carries it: ISO, UTC. */
export const Instant: TString = Type.String({ format: 'date-time' })

/** Something, or null where there is none. */
export function Maybe<Schema extends TSchema>(schema: Schema, options?: TSchemaOptions): TUnion<[Schema, TNull]> {
  return Type.Union([schema, Type.Null()], options)
}

export const MaybeText: TUnion<[TString, TNull]> = Maybe(Type.String())
