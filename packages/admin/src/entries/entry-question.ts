/** What the service is asked about an entry at. */
export function entryQuestion(id: string, rest = ''): string {
  return `/api/v1/entries/${encodeURIComponent(id)}${rest}`
}
