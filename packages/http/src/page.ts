import { HorariumError } from '@horarium/core'
import {
  type Static,
  type TArray,
  type TInteger,
  type TNull,
  type TObject,
  type TOptional,
  type TSchema,
  type TString,
  type TUnion,
  Type,
} from 'typebox'
import { Value } from 'typebox/value'
import { Maybe } from './schemas.js'

const SHOWN = 50
const MOST = 200

/** What a query says of the page it wants; beside the query's own properties. */
export const PageQuery: { readonly limit: TOptional<TInteger>; readonly after: TOptional<TString> } = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, default: SHOWN })),
  after: Type.Optional(
    Type.String({ minLength: 1, maxLength: 4_096, description: 'go on there: `next` of the answer before' }),
  ),
}

/** A page of a list. */
export function pageOf<Item extends TSchema>(
  item: Item,
): TObject<{ items: TArray<Item>; next: TUnion<[TString, TNull]> }> {
  const next = Maybe(Type.String(), {
    description: 'where the next page begins; null after the last',
  })
  return Type.Object({ items: Type.Array(item), next })
}

/** A place in a list as text that nobody is to read; `null` where nothing follows. */
export function encodeCursor(place: unknown): string | null {
  return place === undefined ? null : Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** The place a cursor names; `undefined` without one. Throws `usage` for one that this list has not given. */
export function decodeCursor<Place extends TSchema>(
  place: Place,
  cursor: string | undefined,
): Static<Place> | undefined {
  if (cursor === undefined) return undefined
  const found = parse(Buffer.from(cursor, 'base64url').toString())
  if (Value.Check(place, found)) return found
  throw new HorariumError('usage', 'The cursor (after) is none this list has given. Begin without one.')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
