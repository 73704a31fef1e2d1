import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEntryId } from '@horarium/core'

/** What a handler wrote when it began or ended. The file is opened to append, so its order is the order of time. */
export interface JournalLine {
  readonly what: 'begin' | 'end'
  readonly id: string
  /** When the entry was due, epoch ms. */
  readonly at: number
  readonly attempt: number
  /** Of the node: handlers run in a child of it. */
  readonly pid: number
}

const JOURNAL = 'journal.log'

/** A handler file whose `quick`, `long` and `hold` write the journal; how long a run takes hangs on its entry's id. */
export const JOURNAL_HANDLERS = `
import { appendFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
const node = process.ppid
const write = (what, { id, attempt }) =>
  appendFileSync('${JOURNAL}', [what, id, attempt, node].join(' ') + '\\n')
const draw = (id, most) => [...id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 9973, 7) % most
async function run(schedule, most) {
  write('begin', schedule)
  await pause(draw(schedule.id, most))
  write('end', schedule)
}
export default class Work {
  quick(schedule) { return run(schedule, 200) }
  long(schedule) { return run(schedule, 1500) }
  async steady(schedule) { write('begin', schedule); await pause(3000); write('end', schedule) }
  hold(schedule) { write('begin', schedule); return new Promise(() => setInterval(() => {}, 1000)) }
  loop(schedule) { write('begin', schedule); for (;;); }
  never(schedule) { write('begin', schedule); return new Promise(() => {}) }
  exhaust(schedule) { write('begin', schedule); const kept = []; for (;;) kept.push(new Array(10000).fill({})) }
  corrupt(schedule) { write('begin', schedule); Object.assign(JSON, { stringify: () => 'broken' }) }
  exit(schedule) { write('begin', schedule); process.exit(0) }
  throws(schedule) { write('begin', schedule); throw new TypeError('the disk is full') }
  rejects(schedule) { write('begin', schedule); return Promise.reject(new RangeError('out of paper')) }
  strayRejection(schedule) { write('begin', schedule); void Promise.reject(new Error('nobody awaits me')) }
  strayThrow(schedule) { write('begin', schedule); setTimeout(() => { throw new Error('too late to catch') }, 5) }
}
`

export function readJournal(project: string): readonly JournalLine[] {
  const file = join(project, JOURNAL)
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [what = '', id = '', attempt, pid] = line.split(' ')
    return {
      what: what === 'end' ? 'end' : 'begin',
      id,
      at: parseEntryId(id).scheduledAt,
      attempt: Number(attempt),
      pid: Number(pid),
    }
  })
}

/** The ids of the runs that began, in the order in which they did. */
export function begunIn(journal: readonly JournalLine[]): readonly string[] {
  return journal.filter(({ what }) => what === 'begin').map(({ id }) => id)
}

/** Runs that began while an earlier one of their job was alive: not ended, and its process not killed. */
export function overlapsIn(journal: readonly JournalLine[], killed: ReadonlySet<number>): readonly string[] {
  const alive = new Map<string, JournalLine>()
  const overlaps: string[] = []
  for (const line of journal) {
    const { jobCode } = parseEntryId(line.id)
    const other = alive.get(jobCode)
    if (line.what === 'end') alive.delete(jobCode)
    else {
      if (other && !killed.has(other.pid)) overlaps.push(`${line.id} began before ${other.id} ended`)
      alive.set(jobCode, line)
    }
  }
  return overlaps
}
