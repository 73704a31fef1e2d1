import { mkdir, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { HorariumError, sentenceOf } from '@horarium/core'
import { findRedisBinary } from './find-binary.js'
import { awaitReady, spawnServer } from './launch-server.js'
import { withLock } from './lock.js'
import { addMember, hasLivingMembers } from './members.js'
import { identityOf } from './process-identity.js'
import { endServer, isServing } from './running-server.js'
import { readServerFacts } from './server-facts.js'
import { forgetRecord, readRecord, type ServerRecord, writeRecord } from './server-record.js'
import { canReopen, removeSocketFolder, shortSocketPath } from './socket-path.js'

export interface EmbeddedOrder {
  readonly projectDirectory: string
  readonly path: string | undefined
  readonly onNotice: (sentence: string) => void
}

/** A share in the project's own server. */
export interface EmbeddedRedis {
  readonly address: string
  readonly description: string
  /** Starts the server again if it is gone; any number of processes may do so at once. */
  restore(): Promise<void>
  /** Gives the share back; the last to do so stops the server. Leaving twice is fine. */
  leave(): Promise<void>
}

// Longer than the longest start, so that whoever waits for a starting server outlasts it.
const LOCK_WITHIN_MS = 150_000

/** Finds the server that the processes of this project share, or starts it. */
export async function joinEmbeddedRedis(order: EmbeddedOrder): Promise<EmbeddedRedis> {
  const rooms = roomsOf(resolve(order.projectDirectory))
  await makeHome(rooms)
  return locked(rooms, async () => {
    const socket = await ensureServer(rooms, order)
    const { name, pid } = await readServerFacts(socket)
    // Whoever started it may have died before writing down which process it is.
    if (pid !== undefined) await remember(rooms, { socket, server: identityOf(pid) })
    const removeMember = await addMember(rooms.members)
    return {
      address: socket,
      description: `${name}, embedded, ${socket === rooms.socket ? relative(rooms.project, socket) : socket}`,
      restore: () =>
        locked(rooms, async () => {
          await ensureServer(rooms, order)
        }),
      leave: () => locked(rooms, () => leave(rooms, removeMember)),
    }
  })
}

interface Rooms {
  readonly project: string
  readonly home: string
  readonly socket: string
  readonly data: string
  readonly members: string
  readonly record: string
  readonly lock: string
}

function roomsOf(project: string): Rooms {
  const home = join(project, '.horarium', 'redis')
  return {
    project,
    home,
    socket: join(project, '.horarium', 'redis.sock'),
    data: join(home, 'data'),
    members: join(home, 'members'),
    record: join(home, 'server.json'),
    lock: join(home, 'lock'),
  }
}

async function makeHome({ project, home }: Rooms): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
  } catch (cause) {
    const sentence = `The embedded Redis needs ${project} to be writable (${sentenceOf(cause)}); set REDIS_URL instead.`
    throw new HorariumError('redis-unreachable', sentence, { cause })
  }
}

function locked<T>(rooms: Rooms, work: () => Promise<T>): Promise<T> {
  return withLock(rooms.lock, AbortSignal.timeout(LOCK_WITHIN_MS), work)
}

async function ensureServer(rooms: Rooms, order: EmbeddedOrder): Promise<string> {
  const home = await inodeOf(rooms.home)
  const record = (await recall(rooms)) ?? { home, socket: rooms.socket }
  if (await isServing(record)) return record.socket
  // One that lives and does not serve (stopped, or its socket was swept away) still has the append-only file open.
  await endServer(record)
  const { path, onNotice } = order
  const binary = await findRedisBinary({ cacheDirectory: rooms.home, onNotice, ...(path !== undefined && { path }) })
  await mkdir(rooms.data, { recursive: true })
  // The same path again if at all possible: those who lost the server look for it there.
  const socket = (await canReopen(record.socket)) ? record.socket : await shortSocketPath(rooms.socket)
  writeRecord(rooms.record, { home, socket })
  const launch = { binary, directory: rooms.data, socket, appendOnly: true, life: 'shared' } as const
  const server = spawnServer(launch)
  if (server.pid !== undefined) writeRecord(rooms.record, { home, socket, server: identityOf(server.pid) })
  await awaitReady(server, launch)
  return socket
}

async function leave(rooms: Rooms, removeMember: () => Promise<void>): Promise<void> {
  await removeMember()
  const record = await recall(rooms)
  if (!record || (await hasLivingMembers(rooms.members))) return
  await endServer(record)
  forgetRecord(rooms.record)
  await removeSocketFolder(record.socket)
}

async function remember(rooms: Rooms, record: Omit<ServerRecord, 'home'>): Promise<void> {
  writeRecord(rooms.record, { ...record, home: await inodeOf(rooms.home) })
}

async function recall(rooms: Rooms): Promise<ServerRecord | undefined> {
  const record = readRecord(rooms.record)
  return record?.home === (await inodeOf(rooms.home)) ? record : undefined
}

// A moved folder keeps its inode, a copied one does not.
async function inodeOf(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder)
  return `${dev}:${ino}`
}
