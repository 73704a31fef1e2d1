/** Wraps a function of one text so that it remembers its answers, never more than `limit` of them. */
export function remember<Answer>(limit: number, answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    // Starting afresh keeps the bound without the bookkeeping of "least recently used" on every hit.
    if (known.size >= limit) known.clear()
    const fresh = answer(text)
    known.set(text, fresh)
    return fresh
  }
}
