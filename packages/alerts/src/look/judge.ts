import type { AlertKind, AlertRepeat } from '@horarium/core'
import { type Condition, CONDITION_KINDS, type ConditionKind, type Subject, type Told } from './condition.js'
import { isHeld, type WatchedJob } from './watched-job.js'

/** Something that happened, or is so. Instants are epoch ms. */
export interface Happening {
  readonly at: number
  readonly reason: string
  readonly entryId?: string
}

/** What is new of a subject. What was told before may come again: it changes nothing. */
export interface SubjectNews {
  readonly happened: Readonly<Partial<Record<ConditionKind, Happening>>>
  /** When it last succeeded itself. */
  readonly successAt?: number
  /** The same of its job: of one with targets any of them. */
  readonly jobSuccessAt?: number
}

/** What people are told in one line. */
export interface Notice extends Subject {
  readonly kind: AlertKind
  readonly group: string
  readonly label?: string
  readonly since: number
  readonly at: number
  readonly reason: string
  readonly entryId?: string
  /** They were told before. */
  readonly isRepeat: boolean
}

/** The subject of a judgement, what was wrong with it before, and how people would be told now. */
export interface Case {
  readonly subject: Subject
  /** Absent when no module declares it any more. */
  readonly job: WatchedJob | undefined
  readonly open: readonly Condition[]
  readonly news: SubjectNews
  readonly telling: Told
}

export interface Judgement {
  /** What is wrong now. */
  readonly open: readonly Condition[]
  /** What was wrong. */
  readonly closed: readonly Condition[]
  readonly notices: readonly Notice[]
}

/** Decides what is wrong with a subject and what of it people are to be told: once, again in their rhythm, and its end. */
export function judge(given: Case): Judgement {
  const { job, open, telling } = given
  if (!job) return { open: [], closed: open, notices: [] }
  const kept: Condition[] = []
  const recovered: Condition[] = []
  const notices: Notice[] = []
  for (const kind of CONDITION_KINDS) {
    const was = open.find((one) => one.kind === kind)
    const current = currentOf(kind, was, given)
    const verdict = current && verdictOf(current, job, given)
    if (verdict === 'recovered' && was) recovered.push(was)
    if (!current || verdict !== 'goes on') continue
    const isRepeat = was !== undefined && isToldAgain(was.told, job.alert.repeat, telling.at)
    if (!was || isRepeat) notices.push({ ...lineOf(current, job), isRepeat })
    kept.push(!was || isRepeat ? { ...current, told: telling } : current)
  }
  const good = recovered.length > 0 && job.alert.on.includes('recovered') ? [goodNews(recovered, given, job)] : []
  const closed = open.filter((one) => !kept.some(({ kind }) => kind === one.kind))
  return { open: kept, closed, notices: [...notices, ...good] }
}

function currentOf(kind: ConditionKind, was: Condition | undefined, given: Case): Condition | undefined {
  const { news, job, subject, telling } = given
  const happening = news.happened[kind]
  if (!job || !happening || (was && happening.at <= was.at)) return was
  const base: Omit<Condition, keyof Happening | 'group'> & Pick<Happening, 'entryId'> = was ?? {
    kind,
    ...subject,
    since: happening.at,
    told: telling,
  }
  const { entryId: _, ...rest } = base
  return { ...rest, ...happening, group: job.group }
}

function verdictOf({ kind, at }: Condition, job: WatchedJob, given: Case): 'goes on' | 'recovered' | 'dropped' {
  const { news, telling } = given
  if (!job.alert.on.includes(kind)) return 'dropped'
  if (kind === 'poisoned') return news.happened.poisoned ? 'goes on' : 'dropped'
  if (kind === 'overdue' && (!job.calendar || isHeld(job, telling.at))) return 'dropped'
  const successAt = kind === 'overdue' ? news.jobSuccessAt : news.successAt
  return successAt !== undefined && successAt > at ? 'recovered' : 'goes on'
}

const DAY_MS = 86_400_000
const PERIODS_MS: Readonly<Record<AlertRepeat, number>> = {
  never: Infinity,
  daily: DAY_MS,
  weekly: 7 * DAY_MS,
  monthly: 30 * DAY_MS,
}

function isToldAgain({ at }: Told, repeat: AlertRepeat, now: number): boolean {
  return now - at >= PERIODS_MS[repeat]
}

function lineOf(condition: Condition, { label }: WatchedJob): Omit<Notice, 'isRepeat'> {
  const { told: _, ...line } = condition
  return label === undefined ? line : { ...line, label }
}

function goodNews(recovered: readonly Condition[], { subject, news }: Case, job: WatchedJob): Notice {
  const since = Math.min(...recovered.map((one) => one.since))
  const what = recovered.map(({ kind }) => kind).join(', ')
  const at = Math.max(news.successAt ?? 0, news.jobSuccessAt ?? 0)
  const reason = `succeeded again; was ${what} since ${new Date(since).toISOString()}`
  const label = job.label === undefined ? {} : { label: job.label }
  return { kind: 'recovered', ...subject, group: job.group, ...label, since, at, reason, isRepeat: false }
}
