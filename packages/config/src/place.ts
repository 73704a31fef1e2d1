import type { Problem } from '@horarium/core'
import type { XmlElement } from './xml/element.js'

/** Where in the XML something stands. */
export interface Place {
  readonly file: string
  /** 1-based; 0 when the whole file is meant. */
  readonly line: number
  /** For example `config/crontab/jobs/my_job/schedule/cron_expr`. */
  readonly path: string
}

/** Where a child element stands. */
export function placeIn({ file, path }: Place, { name, line }: Pick<XmlElement, 'name' | 'line'>): Place {
  return { file, line, path: `${path}/${name}` }
}

/** A warning of text where only elements mean something: mostly what is left of one whose `<` went missing. */
export function strayText({ text }: Pick<XmlElement, 'text'>, place: Place): readonly Problem[] {
  if (text === '') return []
  const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text
  return [warningAt(place, `the text '${shown}' stands between elements, ignored`, 'Remove it, or make it an element.')]
}

/** An error: it quarantines what stands at this place. */
export function errorAt({ file, line, path }: Place, message: string, remedy: string): Problem {
  return { severity: 'error', file, line, path, message, remedy }
}

/** A warning: it changes nothing. */
export function warningAt({ file, line, path }: Place, message: string, remedy: string): Problem {
  return { severity: 'warning', file, line, path, message, remedy }
}
