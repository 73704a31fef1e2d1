/** The page of an entry. Nothing in an id needs to be written otherwise in an address. */
export function entryPage(id: string): string {
  return `/entries/${id}`
}

/** The page of a job. */
export function jobPage(code: string): string {
  return `/jobs/${encodeURIComponent(code)}`
}
