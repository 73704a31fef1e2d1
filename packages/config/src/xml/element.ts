/** One element of an XML file. Its names live in maps and lists: as keys of plain objects they could reach a prototype. */
export interface XmlElement {
  readonly name: string
  /** 1-based. */
  readonly line: number
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** The text directly inside, comments taken out, trimmed. */
  readonly text: string
}

/** The elements found by going down `path`, from every element given. */
export function descend(from: readonly XmlElement[], ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce(
    (level, name) => level.flatMap(({ children }) => children.filter((child) => child.name === name)),
    from,
  )
}
