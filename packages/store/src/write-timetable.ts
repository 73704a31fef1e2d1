import { entryId } from '@horarium/core'
import { type DefinitionRecord, encodeDefinitions } from './definitions.js'
import type { Lane } from './lane.js'
import { callScript, loadScript, type ScriptArgument } from './script.js'

/** Instants of a job that passed while nobody could write or run them. */
export interface Gap {
  readonly jobCode: string
  /** Exclusive, epoch ms. */
  readonly from: number
  /** Inclusive, epoch ms. */
  readonly to: number
  readonly count: number
  readonly reason: string
}

/** Up to which instant a job's calendar is written down, and which calendar that was. */
export interface Watermark {
  readonly at: number
  readonly fingerprint: string
}

/** One job's step of the timetable: applied whole, or not at all when its watermark moved meanwhile. */
export interface TimetableWrite {
  readonly jobCode: string
  readonly expected: Watermark | undefined
  /** `undefined` forgets the job. */
  readonly next: Watermark | undefined
  readonly withdraw: readonly string[]
  /** Instants to write down, epoch ms. */
  readonly add: readonly number[]
  readonly gap?: Gap
  /** The job's definitions from now on, oldest first; set where this step changes its calendar. */
  readonly definitions?: readonly DefinitionRecord[]
}

const WRITE = loadScript('write')
// Lua's unpack takes some 8,000 values; 1,000 members a command is also where Redis is fastest.
const MEMBERS_PER_STEP = 1_000
const MEMBERS_PER_CALL = 2_000

/** Applies the writes in few calls; answers, per write, whether its watermark still held. */
export async function writeTimetable(lane: Lane, writes: readonly TimetableWrite[]): Promise<readonly boolean[]> {
  const won: boolean[] = []
  let before: Promise<readonly boolean[]> = Promise.resolve([])
  // Two calls under way: one is put into words while Redis works on the other.
  for (const batch of batchesOf(writes)) {
    const call = writeBatch(lane, batch)
    // Where both fail, the first failure is the one that is told.
    call.catch(() => undefined)
    won.push(...(await before))
    before = call
  }
  return [...won, ...(await before)]
}

async function writeBatch(
  { redis, keys, onNews }: Lane,
  batch: readonly TimetableWrite[],
): Promise<readonly boolean[]> {
  const steps = batch.map(stepsOf)
  const answer = await callScript(redis, WRITE, {
    keys: [keys.pending, keys.watermark, keys.gaps, keys.definitions],
    args: steps.flat(2),
  })
  const won = verdicts(answer as readonly number[], steps)
  for (const [index, { jobCode, add }] of batch.entries()) {
    if (won[index] && add.length > 0) onNews?.({ is: 'generated', jobCode, instants: add })
  }
  return won
}

export function encodeWatermark(mark: Watermark | undefined): string {
  return mark ? `${mark.at} ${mark.fingerprint}` : ''
}

export function decodeWatermark(text: string): Watermark {
  const space = text.indexOf(' ')
  return { at: Number(text.slice(0, space)), fingerprint: text.slice(space + 1) }
}

function* batchesOf(writes: readonly TimetableWrite[]): Generator<readonly TimetableWrite[]> {
  let batch: TimetableWrite[] = []
  let size = 0
  for (const write of writes) {
    batch.push(write)
    size += write.add.length + write.withdraw.length + 1
    if (size >= MEMBERS_PER_CALL) {
      yield batch
      batch = []
      size = 0
    }
  }
  if (batch.length > 0) yield batch
}

// A write larger than one Lua command becomes several steps of the same script; each expects what the one before left.
function stepsOf(write: TimetableWrite): readonly ScriptArgument[][] {
  const steps: ScriptArgument[][] = []
  let expected = encodeWatermark(write.expected)
  const total = Math.max(1, Math.ceil(Math.max(write.add.length, write.withdraw.length) / MEMBERS_PER_STEP))
  for (let step = 0; step < total; step += 1) {
    const [from, to] = [step * MEMBERS_PER_STEP, (step + 1) * MEMBERS_PER_STEP]
    const last = step === total - 1
    const withdraw = write.withdraw.slice(from, to)
    const add = write.add.slice(from, to)
    const mark = last ? encodeWatermark(write.next) : partialMark(write, add, expected)
    const gap = last && write.gap ? [JSON.stringify(write.gap), write.gap.to] : ['', '']
    steps.push([
      write.jobCode,
      expected,
      mark,
      ...gap,
      last && write.definitions ? encodeDefinitions(write.definitions) : '',
      withdraw.length,
      add.length,
      ...withdraw,
      ...members(write, add),
    ])
    expected = mark
  }
  return steps
}

function partialMark(write: TimetableWrite, add: readonly number[], expected: string): string {
  const reached = add.at(-1)
  if (reached === undefined) return expected
  return encodeWatermark({ at: reached, fingerprint: write.next?.fingerprint ?? '' })
}

function members(write: TimetableWrite, add: readonly number[]): readonly ScriptArgument[] {
  return add.flatMap((instant) => [instant, entryId(write.jobCode, instant)])
}

function verdicts(answer: readonly number[], steps: readonly (readonly unknown[])[]): readonly boolean[] {
  let position = -1
  return steps.map((own) => {
    position += own.length
    return answer[position] === 1
  })
}
