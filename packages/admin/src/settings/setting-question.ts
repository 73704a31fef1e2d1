/** What the service is asked about a setting at. */
export function settingQuestion(path: string): string {
  return `/api/v1/settings/${path.split('/').map(encodeURIComponent).join('/')}`
}
