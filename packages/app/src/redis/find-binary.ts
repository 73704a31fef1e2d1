import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { HorariumError, sentenceOf } from '@horarium/core'
import { runProgram } from './run-program.js'
import { unpackDebianRedis } from './unpack-debian.js'

/** A server binary that runs on this machine. */
export interface RedisBinary {
  readonly path: string
  /** Where its shared libraries lie, when the system does not have them. */
  readonly libraryPath?: string
  readonly origin: 'path' | 'cache' | 'unpacked'
}

export interface BinarySearch {
  /** Where unpacked binaries are kept; made when needed. */
  readonly cacheDirectory: string
  readonly onNotice: (sentence: string) => void
  /** Folders to search, as in the environment's PATH, which is the default. */
  readonly path?: string
}

const NAMES = ['redis-server', 'valkey-server']
const UNPACKED = 'unpacked'

/**
 * Finds a Redis or Valkey server: on PATH, in the cache, else, on Debian and Ubuntu, unpacks one into the cache
 * without root. Throws `redis-unreachable` with what to install when there is none.
 */
export async function findRedisBinary(search: BinarySearch): Promise<RedisBinary> {
  const onPath = await findOnPath(search.path ?? process.env['PATH'] ?? '')
  if (onPath) return onPath
  const home = join(search.cacheDirectory, UNPACKED)
  const cached: RedisBinary = { path: join(home, 'redis-server'), libraryPath: join(home, 'lib'), origin: 'cache' }
  if (await runs(cached)) return cached
  search.onNotice('No redis-server on PATH: unpacking one into the project, without root (about 2 s).')
  try {
    await unpackDebianRedis(home)
  } catch (cause) {
    throw new HorariumError('redis-unreachable', whatToInstall(sentenceOf(cause)), { cause })
  }
  const unpacked: RedisBinary = { ...cached, origin: 'unpacked' }
  if (await runs(unpacked)) return unpacked
  const reason = `${unpacked.path} does not run; remove ${home} to unpack it anew`
  throw new HorariumError('redis-unreachable', whatToInstall(reason))
}

/** The environment a binary needs, and nothing else of ours. */
export function environmentOf(binary: RedisBinary): NodeJS.ProcessEnv {
  const own: NodeJS.ProcessEnv = { PATH: process.env['PATH'], LC_ALL: 'C' }
  return binary.libraryPath === undefined ? own : { ...own, LD_LIBRARY_PATH: binary.libraryPath }
}

async function findOnPath(path: string): Promise<RedisBinary | undefined> {
  for (const folder of path.split(delimiter).filter((part) => part !== '')) {
    for (const name of NAMES) {
      const binary: RedisBinary = { path: join(folder, name), origin: 'path' }
      if (await runs(binary)) return binary
    }
  }
  return undefined
}

async function runs(binary: RedisBinary): Promise<boolean> {
  try {
    await access(binary.path, constants.X_OK)
    await runProgram(binary.path, ['--version'], { env: environmentOf(binary) })
    return true
  } catch {
    return false
  }
}

function whatToInstall(reason: string): string {
  return [
    `No Redis server was found and none could be unpacked (${reason}). Install one, or set REDIS_URL:`,
    '  macOS            brew install redis',
    '  Fedora, RHEL     sudo dnf install valkey',
    '  Alpine           apk add valkey',
    '  Debian, Ubuntu   sudo apt-get install redis-server',
    '  Docker           docker run -d -p 127.0.0.1:6379:6379 redis:7 --appendonly yes',
    '  elsewhere        REDIS_URL=redis://host:6379',
  ].join('\n')
}
