import {
  HorariumError,
  type JobDefinition,
  type JobLeafName,
  jobPath,
  jobPathOf,
  paramOf,
  POLICY_LEAVES,
  type PolicyLeaf,
  type Problem,
} from '@horarium/core'
import type { App } from '../app.js'
import type { Configuration } from '../configuration.js'
import { newProblems } from '../configuration-change.js'
import { changeSettings, changeWhatever, refuseNewErrors, type SettingChanges } from './change-settings.js'
import type { Followed } from './follow-change.js'
import { foreseeChange } from './foresee.js'
import { isPauseSet } from './pause-job.js'
import { instantsIn } from './next-instants.js'
import { readSchedule } from './read-schedule.js'

/** What an admin may say of a job; every part is optional. */
export interface JobWishes {
  /** A cron expression, a word such as `hourly`, or seconds: `30`, `30s`, `every 30s`. */
  readonly schedule?: string
  readonly timezone?: string
  readonly dialect?: string
  readonly group?: string
  readonly label?: string
  readonly description?: string
  readonly params?: Readonly<Record<string, string>>
  /** How it is run, as its nodes would say it. */
  readonly policy?: Readonly<Partial<Record<PolicyLeaf, string>>>
}

/** What of a job may be taken back: parts by name, parameters by theirs. */
export interface JobParts {
  readonly parts: readonly (Exclude<keyof JobWishes, 'policy'> | PolicyLeaf)[]
  readonly params: readonly string[]
}

/** One value that changes. */
export interface ChangedValue {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** A job before and after a change. */
export interface ChangedJob {
  readonly code: string
  /** Absent on either side where no module declares the job. */
  readonly before: JobDefinition | undefined
  readonly after: JobDefinition | undefined
  readonly values: readonly ChangedValue[]
  /** Warnings the change brings. */
  readonly warnings: readonly Problem[]
  /** The next instants of its calendar, epoch ms. */
  readonly nextBefore: readonly number[]
  readonly nextAfter: readonly number[]
  /** Absent when the change was only tried. */
  readonly followed?: Followed
  /** What it would do to the timetable, when it was only tried. */
  readonly foreseen?: Followed
}

export interface ChangeOptions {
  /** Only works out what would change. */
  readonly dryRun: boolean
}

const NEXT_SHOWN = 5

/** Lays an admin's wishes over a job, at once. What would make it invalid is refused whole: throws `usage`. */
export async function setJob(
  app: App,
  { code }: JobDefinition,
  { dryRun, ...wishes }: JobWishes & ChangeOptions,
): Promise<ChangedJob> {
  const changes = new Map(leavesOf(wishes).map(([leaf, value]) => [jobPath(code, leaf), value]))
  if (changes.size === 0) throw new HorariumError('usage', `Nothing to set of job ${code}. Name what is to change.`)
  return changeJob(app, code, { changes, dryRun })
}

/** Takes overrides of a job away, all of them when no part is named; also of a job that no module declares any more. */
export async function resetJob(app: App, code: string, wanted: JobParts & ChangeOptions): Promise<ChangedJob> {
  const { settings } = app.configuration()
  const isWanted = wantedLeaves(wanted)
  const changes = new Map(
    settings.paths
      .filter((path) => settings.valueOf(path)?.origin === 'override')
      .filter((path) => jobPathOf(path)?.code === code && isWanted(jobPathOf(path)?.leaf ?? ''))
      .map((path) => [path, undefined]),
  )
  if (changes.size === 0) throw new HorariumError('conflict', `Job ${code} has no such override to reset.`)
  return changeJob(app, code, { changes, dryRun: wanted.dryRun })
}

/**
 * Switches a job on or off, at once: its pending entries are withdrawn or written before this returns, and running
 * processes follow within a second; switched on, it is not paused either. Answers how many entries were withdrawn or written.
 */
export async function setJobActive(app: App, job: JobDefinition, active: boolean): Promise<number> {
  const changes = new Map<string, string | undefined>([[jobPath(job.code, 'active'), active ? '1' : '0']])
  if (active && isPauseSet(app, job)) changes.set(jobPath(job.code, 'pause'), undefined)
  const { withdrawn, written } = await changeWhatever(app, changes)
  return active ? written : withdrawn
}

/** What switching a job on or off would do to the timetable; nothing is changed. */
export async function foreseeActive(app: App, { code }: JobDefinition, active: boolean): Promise<Followed> {
  const { configuration } = await app.preview(new Map([[jobPath(code, 'active'), active ? '1' : '0']]))
  app.expects?.(app.configuration())
  const [before, after] = [app.configuration(), configuration].map(({ jobs }) => jobs.find((job) => job.code === code))
  return foreseeChange(app, { code, before, after })
}

async function changeJob(
  app: App,
  code: string,
  { changes, dryRun }: ChangeOptions & { readonly changes: SettingChanges },
): Promise<ChangedJob> {
  const { configuration: after } = await app.preview(changes)
  const before = app.configuration()
  app.expects?.(before)
  if (dryRun) refuseNewErrors(before, after, changes)
  const followed = dryRun ? undefined : await changeSettings(app, changes)
  const [was, is] = [before, after].map(({ jobs }) => jobs.find((job) => job.code === code))
  const now = app.clock.now()
  return {
    code,
    before: was,
    after: is,
    values: [...changes.keys()].map((path) => ({ path, before: valueIn(before, path), after: valueIn(after, path) })),
    warnings: newProblems(before, after).filter(({ severity }) => severity === 'warning'),
    nextBefore: was ? instantsIn(was, now, NEXT_SHOWN) : [],
    nextAfter: is ? instantsIn(is, now, NEXT_SHOWN) : [],
    ...(followed ? { followed } : { foreseen: await foreseeChange(app, { code, before: was, after: is }) }),
  }
}

function valueIn({ settings }: Configuration, path: string): string | undefined {
  return settings.valueOf(path)?.value
}

function leavesOf({
  schedule,
  params = {},
  policy = {},
  ...texts
}: JobWishes): readonly (readonly [JobLeafName, string])[] {
  return [
    ...scheduleLeaves(schedule),
    ...leavesIn(TEXTS, texts),
    ...leavesIn(POLICY_LEAVES, policy),
    ...Object.entries(params).map(([name, value]) => [`params/${name}`, value] as const),
  ]
}

function leavesIn<Leaf extends JobLeafName>(
  names: readonly Leaf[],
  texts: Readonly<Partial<Record<Leaf, string>>>,
): readonly (readonly [Leaf, string])[] {
  return names.flatMap((name) => {
    const text = texts[name]
    return text === undefined ? [] : [[name, text] as const]
  })
}

const TEXTS = ['timezone', 'dialect', 'group', 'label', 'description'] as const

// One decision, two leaves: whichever of the two a later deployment brings, it is not to stand beside this one.
function scheduleLeaves(schedule: string | undefined): readonly (readonly [JobLeafName, string])[] {
  if (schedule === undefined) return []
  if (schedule.trim() === '')
    throw new HorariumError('usage', 'An empty schedule is none. To stop a job, see job:disable.')
  const { expression, seconds } = readSchedule(schedule)
  return [
    ['schedule/cron_expr', expression],
    ['every', seconds === undefined ? '' : String(seconds)],
  ]
}

function wantedLeaves({ parts, params }: JobParts): (leaf: string) => boolean {
  if (parts.length + params.length === 0) return () => true
  return (leaf) => {
    const param = paramOf(leaf)
    if (param !== undefined) return parts.includes('params') || params.includes(param)
    const part = leaf === 'schedule/cron_expr' || leaf === 'every' ? 'schedule' : leaf
    return parts.some((one) => one === part)
  }
}
