import type { Lane } from './lane.js'
import { decodeWatermark, type Watermark } from './write-timetable.js'

const PAGE = 1_000

/** Every job's watermark in the lane, also of jobs no module declares any more. */
export async function readWatermarks(lane: Lane): Promise<Map<string, Watermark>> {
  const marks = new Map<string, Watermark>()
  let cursor = '0'
  do {
    const [next, fields] = await lane.redis.hscan(lane.keys.watermark, cursor, 'COUNT', PAGE)
    for (let index = 0; index < fields.length; index += 2) {
      marks.set(fields[index] ?? '', decodeWatermark(fields[index + 1] ?? ''))
    }
    cursor = next
  } while (cursor !== '0')
  return marks
}

/** One job's watermark. */
export async function readWatermark(lane: Lane, jobCode: string): Promise<Watermark | undefined> {
  const text = await lane.redis.hget(lane.keys.watermark, jobCode)
  return text === null ? undefined : decodeWatermark(text)
}

/** The watermarks of some jobs; those without one are left out. */
export async function readWatermarksOf(
  lane: Lane,
  jobCodes: readonly string[],
): Promise<ReadonlyMap<string, Watermark>> {
  if (jobCodes.length === 0) return new Map()
  const texts = await lane.redis.hmget(lane.keys.watermark, ...jobCodes)
  return new Map(
    jobCodes.flatMap((code, index) => {
      const text = texts[index]
      return text ? [[code, decodeWatermark(text)] as const] : []
    }),
  )
}
