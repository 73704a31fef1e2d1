import { createHash } from 'node:crypto'
import type { App, Configuration } from '@horarium/app'
import { HorariumError } from '@horarium/core'
import { type TObject, type TOptional, type TString, Type } from 'typebox'

const DIGEST = 16

/** The headers of a change that is to be made only on what its author has seen. */
export const IfMatch: TObject<{ 'if-match': TOptional<TString> }> = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      maxLength: 1_024,
      description: 'the `version` that was read: only while it stands; without, always',
    }),
  ),
})

/** A short name for a state: of two that differ in anything, two. */
export function versionOf(state: unknown): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, DIGEST)
}

/** Something that can be changed. */
export interface Changeable {
  /** As a sentence begins with it: `Job mail`. */
  readonly name: string
  readonly version: (configuration: Configuration) => string
}

/**
 * An app that changes something only while the version a caller has read is the one that stands: it is asked of the
 * very configuration a change is written on. Its changes throw `changed-meanwhile` otherwise.
 */
export function onlyIfMatch(app: App, sent: string | undefined, { name, version }: Changeable): App {
  const wanted = (sent ?? '*').split(',').map((tag) => tag.trim().replace(/^(?:W\/)?"(.*)"$/, '$1'))
  if (wanted.includes('*')) return app
  return {
    ...app,
    expects: (configuration) => {
      if (wanted.includes(version(configuration))) return
      throw new HorariumError('changed-meanwhile', `${name} was changed meanwhile; nothing is changed now.`)
    },
  }
}
