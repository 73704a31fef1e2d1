import { rehearse, type RehearsedEntry, type Rehearsal, type RehearseOptions } from '@horarium/sdk/testing'
import { inject } from 'vitest'
import { type ModuleContent, moduleFolder } from './module-folder.js'

export type Content = ModuleContent &
  Partial<Omit<RehearseOptions, 'modules' | 'jobs'>> & {
    /** Whose calendars count. */
    readonly chosen?: readonly string[]
  }

/** Rehearses a module made for the test, from noon to one o'clock unless told, on the test run's Redis. */
export function rehearsed({
  jobs = {},
  work = 'ok() {}',
  files = {},
  more = '',
  chosen,
  ...options
}: Content): Promise<Rehearsal> {
  return rehearse({
    modules: [moduleFolder({ jobs, work, files, more })],
    from: at('12:00'),
    to: at('13:00'),
    redis: inject('redisAddress'),
    ...(chosen ? { jobs: chosen } : {}),
    ...options,
  })
}

/** An instant of the day of these tests. */
export function at(time: string): Date {
  return new Date(`2026-01-31T${time.length > 5 ? time : `${time}:00`}Z`)
}

/** `12:00 success 12:00-12:05` for each entry: due, status, from when to when. */
export function linesOf(entries: readonly RehearsedEntry[]): readonly string[] {
  return entries.map(({ scheduledAt, status, startedAt, finishedAt }) => {
    const span = startedAt ? [` ${timeOf(startedAt)}-${finishedAt ? timeOf(finishedAt) : ''}`] : []
    return `${timeOf(scheduledAt)} ${status}${span.join('')}`
  })
}

function timeOf(instant: Date): string {
  return instant
    .toISOString()
    .slice(11)
    .replace(/(?::00)?\.000Z$/, '')
    .replace('Z', '')
}
