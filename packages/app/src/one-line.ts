import { stripVTControlCharacters } from 'node:util'

/** A text somebody else wrote, fit for one line of a terminal: no control characters, no line breaks. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
}
