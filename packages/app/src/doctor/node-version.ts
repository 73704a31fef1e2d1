import { amiss, fine, type Finding } from './finding.js'

const CHECK = 'node'
// The `engines` of package.json.
const OLDEST: readonly [number, number] = [20, 19]

/** Whether this Node is new enough. */
export function checkNodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const message = `Node ${version}`
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return fine(CHECK, message)
  return amiss('error', CHECK, { message, remedy: `Install Node ${OLDEST.join('.')} or newer.` })
}
