import type { TimelineIndex } from '@horarium/http/api'

type IndexedGroup = TimelineIndex['groups'][number]
type IndexedJob = IndexedGroup['jobs'][number]

/** One line of the picture. */
export type Row =
  | { readonly kind: 'group'; readonly group: string; readonly jobs: number; readonly isFolded: boolean }
  | {
      readonly kind: 'job'
      readonly group: string
      readonly job: IndexedJob
      /** The jobs that are asked for together with it. */
      readonly chunk: readonly string[]
    }

interface RowChoice {
  /** Part of a code, a label or a group. */
  readonly search: string
  readonly folded: ReadonlySet<string>
  /** Only these jobs; all without. */
  readonly only: ReadonlySet<string> | undefined
}

const CHUNK = 25

/** The lines of the picture, in order: each group and, unless it is folded, its jobs. */
export function rowsOf({ groups }: TimelineIndex, choice: RowChoice): readonly Row[] {
  return groups.flatMap((group) => {
    const jobs = wantedOf(group, choice)
    if (jobs.length === 0) return []
    const isFolded = choice.folded.has(group.group)
    const head: Row = { kind: 'group', group: group.group, jobs: jobs.length, isFolded }
    return isFolded ? [head] : [head, ...lanesOf(group.group, jobs)]
  })
}

function wantedOf({ group, jobs }: IndexedGroup, { search, only }: RowChoice): readonly IndexedJob[] {
  const wanted = search.trim().toLowerCase()
  const isFound = (text: string | null): boolean => text?.toLowerCase().includes(wanted) ?? false
  const isGroup = isFound(group)
  return jobs.filter(
    ({ code, label }) => (only?.has(code) ?? true) && (wanted === '' || isGroup || isFound(code) || isFound(label)),
  )
}

function lanesOf(group: string, jobs: readonly IndexedJob[]): readonly Row[] {
  const codes = jobs.map(({ code }) => code)
  const chunks = Array.from({ length: Math.ceil(codes.length / CHUNK) }, (_, nth) => {
    return codes.slice(nth * CHUNK, (nth + 1) * CHUNK)
  })
  return jobs.map((job, index) => ({ kind: 'job', group, job, chunk: chunks[Math.floor(index / CHUNK)] ?? [] }))
}

/** What is asked for to show some lines. */
export function chunksOf(rows: readonly Row[]): readonly (readonly string[])[] {
  return [...new Set(rows.flatMap((row) => (row.kind === 'job' ? [row.chunk] : [])))]
}
