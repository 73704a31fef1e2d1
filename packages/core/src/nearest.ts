/** The known names closest to what was typed, best first, at most three; for "did you mean". */
export function nearest(typed: string, known: Iterable<string>): readonly string[] {
  const wanted = typed.toLowerCase()
  const limit = Math.max(2, Math.floor(wanted.length / 3))
  return [...known]
    .map((name) => ({ name, distance: distanceOf(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ name }) => name)
}

/** ` Did you mean x or y?`, or nothing. */
export function didYouMean(typed: string, known: Iterable<string>): string {
  const names = nearest(typed, known)
  return names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`
}

function distanceOf(a: string, b: string): number {
  if (b.includes(a) && a.length >= 3) return 1
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
