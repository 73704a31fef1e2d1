import { lstat, mkdir, mkdtemp, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

// Kernels allow 108 bytes (Linux) or 104 (BSD, macOS), the closing zero included.
const MAX_SOCKET_PATH_BYTES = 100
const FOLDER_PREFIX = 'hz-'
const SOCKET = 'r.sock'

/** A socket path the kernel accepts: `wanted`, or, when that is too long, one in a new private temporary folder. */
export async function shortSocketPath(wanted: string): Promise<string> {
  if (isShort(wanted)) return wanted
  const roomy = Buffer.byteLength(tmpdir()) < MAX_SOCKET_PATH_BYTES / 2
  return join(await mkdtemp(join(roomy ? tmpdir() : '/tmp', FOLDER_PREFIX)), SOCKET)
}

/** Makes a swept temporary folder of ours again; false when a stranger has made it, or it never was ours. */
export async function canReopen(socket: string): Promise<boolean> {
  if (!isTemporary(socket)) return false
  const folder = dirname(socket)
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined)
  const found = await lstat(folder).catch(() => undefined)
  return found?.isDirectory() === true && found.uid === process.getuid?.()
}

/** Clears a temporary folder of ours away, and never anything else: the path may come from a file. */
export async function removeSocketFolder(socket: string): Promise<void> {
  if (!isTemporary(socket)) return
  await rm(socket, { force: true })
  await rmdir(dirname(socket)).catch(() => undefined)
}

function isTemporary(socket: string): boolean {
  const folder = dirname(socket)
  return (
    basename(socket) === SOCKET && /^hz-\w{6}$/.test(basename(folder)) && [tmpdir(), '/tmp'].includes(dirname(folder))
  )
}

function isShort(path: string): boolean {
  return Buffer.byteLength(path) <= MAX_SOCKET_PATH_BYTES
}
