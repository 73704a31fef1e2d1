/** The page of a job. */
export function jobPage(code: string): string {
  return `/jobs/${encodeURIComponent(code)}`
}

/** What the service is asked about a job at. */
export function jobQuestion(code: string, rest = ''): string {
  return `/api/v1/jobs/${encodeURIComponent(code)}${rest}`
}
