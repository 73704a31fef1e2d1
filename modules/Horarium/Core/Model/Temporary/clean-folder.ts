import type { Stats } from 'node:fs'
import { join } from 'node:path'
import { OpenFolder } from './open-folder.js'
import { noteError, type Tally } from './tally.js'

/** One run over all folders. */
export interface Round {
  /** Files untouched since this instant are old. */
  readonly before: number
  readonly dryRun: boolean
  readonly maxFiles: number
  readonly signal: AbortSignal
  /** Directories never removed, by real path. */
  readonly kept: ReadonlySet<string>
  /** Directories never entered, by identity. */
  readonly guarded: ReadonlySet<string>
  readonly tally: Tally
  /** Told after every file looked at. */
  readonly onFile: () => void
}

/** Removes the old files below a root, and the directories this leaves empty. Never throws for what it finds there. */
export async function cleanRoot(root: string, round: Round): Promise<void> {
  try {
    await cleanAndClose(await OpenFolder.openRoot(root), round, 1)
  } catch (error) {
    noteError(round.tally, root, error)
  }
}

// Each level holds a directory open; nothing sane nests temporary files deeper.
const DEEPEST = 64

// The paths were judged before; this asks each directory itself, so that one mistake in judging paths, or a mount,
// cannot lead into the project or a home.
async function cleanAndClose(folder: OpenFolder, round: Round, depth: number): Promise<void> {
  try {
    if (round.guarded.has(await folder.identity())) throw new Error('must not be cleaned, left alone')
    await cleanFolder(folder, round, depth)
  } finally {
    await folder.close()
  }
}

async function cleanFolder(folder: OpenFolder, round: Round, depth: number): Promise<void> {
  for await (const { name } of await folder.entries()) {
    if (isOver(round)) return
    try {
      await cleanName({ folder, name, depth }, round)
    } catch (error) {
      noteError(round.tally, join(folder.path, name), error)
    }
  }
}

function isOver({ signal, tally }: Round): boolean {
  if (signal.aborted) tally.stopped ??= 'aborted'
  return tally.stopped !== undefined
}

interface Place {
  readonly folder: OpenFolder
  readonly name: string
  readonly depth: number
}

// Sockets, pipes and devices belong to a live process more often than not: they stay.
async function cleanName(place: Place, round: Round): Promise<void> {
  const stats = await place.folder.look(place.name)
  if (stats.isSymbolicLink()) round.tally.skippedLinks += 1
  else if (stats.isDirectory()) await cleanDirectory(place, stats, round)
  else if (stats.isFile()) await cleanFile(place, stats, round)
}

async function cleanFile({ folder, name }: Place, stats: Stats, round: Round): Promise<void> {
  const { tally, dryRun, maxFiles, onFile } = round
  tally.scanned += 1
  onFile()
  if (!isOld(stats, round)) return
  if (tally.taken >= maxFiles) {
    tally.stopped = 'max_files'
    return
  }
  if (!dryRun) await folder.removeFile(name)
  tally.taken += 1
  tally.bytes += stats.size
}

// The directory was looked at before its files went: their removal makes it young.
async function cleanDirectory({ folder, name, depth }: Place, stats: Stats, round: Round): Promise<void> {
  if (depth >= DEEPEST) throw new Error(`deeper than ${DEEPEST} directories, left alone`)
  const directory = await folder.open(name)
  await cleanAndClose(directory, round, depth + 1)
  const stays = round.dryRun || round.signal.aborted || round.kept.has(directory.path)
  if (!stays && isOld(stats, round)) await removeIfEmpty(folder, name, round.tally)
}

async function removeIfEmpty(folder: OpenFolder, name: string, tally: Tally): Promise<void> {
  try {
    await folder.removeFolder(name)
    tally.removedFolders += 1
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && NOT_EMPTY.includes(String(error.code)))) throw error
  }
}

const NOT_EMPTY = ['ENOTEMPTY', 'EEXIST']

// The later of both times: a file unpacked, copied or moved here a moment ago keeps the old mtime of its origin.
function isOld({ mtimeMs, ctimeMs }: Stats, { before }: Round): boolean {
  return Math.max(mtimeMs, ctimeMs) < before
}
