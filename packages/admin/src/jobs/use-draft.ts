import type { JobDetails } from '@horarium/http/api'
import { useState } from 'react'

/** What somebody types of a job, and the job it was typed for. */
export interface Draft<Typed> {
  readonly typed: Typed
  /** As it stood when typing began: what is changed is compared with this. */
  readonly base: JobDetails
  /** Whether others have changed the job since. */
  readonly isOutdated: boolean
  readonly set: (part: Partial<Typed>) => void
  /** Carries what was typed over to what stands now. */
  readonly rebase: () => void
  readonly drop: () => void
}

interface Kept<Typed> {
  readonly base: JobDetails
  readonly typed: Typed
}

/** Keeps what is typed of a job while the job itself goes on changing; without a word typed it is as the job is. */
export function useDraft<Typed extends object>(job: JobDetails, typedOf: (job: JobDetails) => Typed): Draft<Typed> {
  const [kept, setKept] = useState<Kept<Typed>>()
  const { base, typed } = kept ?? { base: job, typed: typedOf(job) }
  return {
    typed,
    base,
    isOutdated: base.version !== job.version,
    set: (part) => setKept({ base, typed: { ...typed, ...part } }),
    rebase: () => setKept({ base: job, typed: { ...typedOf(job), ...changedIn(typed, typedOf(base)) } }),
    drop: () => setKept(undefined),
  }
}

function changedIn<Typed extends object>(typed: Typed, was: Typed): Partial<Typed> {
  const before = new Map(Object.entries(was).map(([name, value]) => [name, JSON.stringify(value)]))
  const changed = Object.entries(typed).filter(([name, value]) => before.get(name) !== JSON.stringify(value))
  return Object.fromEntries(changed) as Partial<Typed>
}
