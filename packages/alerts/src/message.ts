import type { Notice } from './look/judge.js'

/** What is delivered at once: the notices of one look. */
export interface Message {
  /** The same at every attempt: whoever gets one twice can tell. */
  readonly id: string
  /** Epoch ms. */
  readonly at: number
  /** The namespace of the instance, and the machine that looked. */
  readonly instance: string
  readonly notices: readonly Notice[]
  /** How many notices there were beside these. */
  readonly leftOut: number
  /** It only tries whether it arrives: what it says instead of notices. */
  readonly test?: string
}

/** Of ten thousand jobs that fail at once nobody reads the last nine thousand. */
export const NOTICES_SHOWN = 100

export function messageOf(notices: readonly Notice[], parts: Pick<Message, 'id' | 'at' | 'instance'>): Message {
  const shown = notices.slice(0, NOTICES_SHOWN)
  return { ...parts, notices: shown, leftOut: notices.length - shown.length }
}

/** A message as JSON: what a webhook is sent and a command is given. */
export function messageJson({ id, at, instance, notices, leftOut, test }: Message): string {
  return JSON.stringify({
    id,
    at: isoOf(at),
    instance,
    notices: notices.map((notice) => ({ ...notice, since: isoOf(notice.since), at: isoOf(notice.at) })),
    leftOut,
    ...(test === undefined ? {} : { test }),
  })
}

/** One line that says what it is about. */
export function subjectOf({ notices, leftOut, instance, test }: Message): string {
  if (test !== undefined) return `Horarium (${instance}): a test`
  const [first] = notices
  const what = first && notices.length === 1 && leftOut === 0 ? headOf(first) : countsOf(notices, leftOut)
  return `Horarium (${instance}): ${what}`
}

/** A paragraph for each notice. */
export function textOf({ notices, leftOut, test }: Message): string {
  if (test !== undefined) return test
  const paragraphs = notices.map((notice) => linesOf(notice).join('\n'))
  return [...paragraphs, ...(leftOut > 0 ? [`and ${leftOut} more: horarium alert:list`] : [])].join('\n\n')
}

function linesOf(notice: Notice): readonly string[] {
  const { label, group, reason, entryId, since, at, isRepeat } = notice
  return [
    `${headOf(notice)}${isRepeat ? ` (still, since ${isoOf(since)})` : ''}`,
    `  ${reason}`,
    ...(label === undefined ? [] : [`  ${label}`]),
    `  group ${group}, ${isoOf(at)}`,
    ...(entryId === undefined ? [] : [`  horarium history:show '${entryId}'`]),
  ]
}

function headOf({ kind, jobCode, target }: Notice): string {
  const job = `job ${jobCode}${target === undefined ? '' : ` for ${target}`}`
  switch (kind) {
    case 'failed':
      return `${job} failed`
    case 'missed':
      return `${job} was missed`
    case 'overdue':
      return `${job} is overdue`
    case 'slow':
      return `${job} was slow`
    case 'poisoned':
      return `${job} is paused, as it fails over and over`
    case 'recovered':
      return `${job} has recovered`
  }
}

function countsOf(notices: readonly Notice[], leftOut: number): string {
  const counts = new Map<string, number>()
  for (const { kind } of notices) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const parts = [...counts].map(([kind, count]) => `${count} ${kind}`)
  return [...parts, ...(leftOut > 0 ? [`${leftOut} more`] : [])].join(', ')
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString()
}
