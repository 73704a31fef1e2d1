/** What belongs together, in order. */
export function groupBy<Key, Of>(all: readonly Of[], keyOf: (one: Of) => Key): ReadonlyMap<Key, readonly Of[]> {
  const found = new Map<Key, Of[]>()
  for (const one of all) {
    const key = keyOf(one)
    const own = found.get(key)
    if (own) own.push(one)
    else found.set(key, [one])
  }
  return found
}
