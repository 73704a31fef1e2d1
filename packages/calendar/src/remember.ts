/** Wraps a function so that it remembers its answers, never more than `limit` of them; `keyOf` tells questions apart. */
export function remember<Asked, Answer>(
  limit: number,
  answer: (asked: Asked) => Answer,
  keyOf: (asked: Asked) => string = String,
): (asked: Asked) => Answer {
  const known = new Map<string, Answer>()
  return (asked) => {
    const key = keyOf(asked)
    const found = known.get(key)
    if (found !== undefined) return found
    // Starting afresh keeps the bound without the bookkeeping of "least recently used" on every hit.
    if (known.size >= limit) known.clear()
    const fresh = answer(asked)
    known.set(key, fresh)
    return fresh
  }
}
