/** What the service is asked about a job at. */
export function jobQuestion(code: string, rest = ''): string {
  return `/api/v1/jobs/${encodeURIComponent(code)}${rest}`
}
