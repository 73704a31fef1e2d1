/** Why a file is not read at all. */
export interface XmlFault {
  /** 1-based; 0 when the whole file is meant. */
  readonly line: number
  readonly message: string
  readonly remedy: string
}

/** A line, or the offending text as it stands in the file, to find the line by. */
export type RefusedPlace = { readonly line: number } | { readonly found: string }

/** Thrown out of the parser's callbacks, which know no other way to stop it; `parseXml` turns it into a fault. */
export class Refusal extends Error {
  readonly remedy: string
  readonly where: RefusedPlace

  constructor(message: string, remedy: string, where: RefusedPlace) {
    super(message)
    this.remedy = remedy
    this.where = where
  }
}

/** The 1-based line of an index; 0 for an index that is not there. */
export function lineAt(text: string, index: number): number {
  if (index < 0) return 0
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line += 1
  return line
}
