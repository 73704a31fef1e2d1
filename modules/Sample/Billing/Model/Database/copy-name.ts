const NAME = /^samples-\d{8}T\d{6}\.\d{3}Z\.db$/

/** What the name of a copy ends in until it is whole. */
export const UNFINISHED = '.unfinished'

/** The name of the copy of an instant; names sort as time does. */
export function copyName(instant: Date): string {
  return `samples-${instant.toISOString().replaceAll(/[-:]/g, '')}.db`
}

/** Whether a file's name is one that `copyName` gives. */
export function isCopyName(name: string): boolean {
  return NAME.test(name)
}
