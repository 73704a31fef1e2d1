import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { ENVIRONMENT_FILE } from '@horarium/app'
import { HorariumError, sentenceOf } from '@horarium/core'

/**
 * Reads the project's own `.env`, if it has one, so that a person's commands work on the same Redis as those of its
 * crontab and its units. What is set already wins. Throws `configuration` when it is there and cannot be read.
 */
export function loadEnvironmentFile(argv: readonly string[]): void {
  const file = resolve(projectIn(argv), ENVIRONMENT_FILE)
  if (!existsSync(file)) return
  try {
    process.loadEnvFile(file)
  } catch (cause) {
    throw new HorariumError('configuration', `${file} cannot be read: ${sentenceOf(cause)}`, { cause })
  }
}

// Before the command line is parsed, for some of its options have defaults in the environment.
function projectIn(argv: readonly string[]): string {
  const own = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length)
  const at = own.lastIndexOf('--project')
  if (at >= 0) return own[at + 1] ?? ''
  return own.findLast((word) => word.startsWith('--project='))?.slice('--project='.length) ?? ''
}
