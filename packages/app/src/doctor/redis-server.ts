import type { InspectedServer, ServerFacts } from '../redis/index.js'
import { amiss, fine, type Finding } from './finding.js'

const OLDEST = { error: [6, 2], warning: [7, 0] } as const

/** Whether a server is new enough, forgets nothing, and keeps what it is told. */
export function checkRedisServer({ server, facts }: InspectedServer): readonly Finding[] {
  return [versionFinding(server, facts), evictionFinding(server, facts), persistenceFinding(server, facts)]
}

function versionFinding(server: string, { name }: ServerFacts): Finding {
  const check = 'redis version'
  const message = server.startsWith(name) ? server : `${name} at ${server}`
  if (name.startsWith('Valkey') || isAtLeast(name, OLDEST.warning)) return fine(check, message)
  const level = isAtLeast(name, OLDEST.error) ? 'warning' : 'error'
  return amiss(level, check, { message, remedy: 'Install Redis 7 or newer, or Valkey: with these it is tested.' })
}

function isAtLeast(name: string, [wantedMajor, wantedMinor]: readonly [number, number]): boolean {
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(name) ?? []).map(Number)
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}

function evictionFinding(server: string, { maxmemoryPolicy: policy }: ServerFacts): Finding {
  const check = 'redis eviction'
  if (policy === 'noeviction') return fine(check, 'noeviction')
  const remedy = `Set maxmemory-policy noeviction at ${server}, in its file or by CONFIG SET and CONFIG REWRITE.`
  return policy === undefined
    ? amiss('warning', check, { message: `${server} does not tell its maxmemory-policy`, remedy })
    : amiss('error', check, { message: `${policy}: it drops entries when its memory is full`, remedy })
}

function persistenceFinding(server: string, { keeps, cannotKeep }: ServerFacts): Finding {
  const check = 'redis persistence'
  if (cannotKeep) {
    const message = `the last write to the disk of ${server} failed`
    return amiss('error', check, {
      message,
      remedy: 'Look at its log and its disk; until then it may refuse all writes.',
    })
  }
  const remedy = `Set appendonly yes and appendfsync everysec at ${server}.`
  if (keeps === 'every write') return fine(check, 'append-only file')
  if (keeps === undefined) return amiss('warning', check, { message: `${server} does not tell what it keeps`, remedy })
  return keeps === 'snapshots'
    ? amiss('warning', check, { message: 'snapshots only: a crash loses all since the last one', remedy })
    : amiss('error', check, { message: 'none: a restart loses history and overrides', remedy })
}
