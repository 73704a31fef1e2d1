/** The page of an entry. Nothing in an id needs to be written otherwise in an address. */
export function entryPath(id: string): string {
  return `/entries/${id}`
}

/** What the service is asked about an entry at. */
export function entryQuestion(id: string, rest = ''): string {
  return `/api/v1/entries/${encodeURIComponent(id)}${rest}`
}
