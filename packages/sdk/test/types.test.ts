import {
  checkParams,
  defineHandler,
  defineObserver,
  defineTargets,
  type Handler,
  type LifecycleEvent,
  type Observer,
  type Params,
  type Schedule,
  type TargetProvider,
} from '@horarium/sdk'
import {
  createTestSchedule,
  type JobRun,
  type Rehearsal,
  type RehearsedEntry,
  type RunJobOptions,
  type TestSchedule,
} from '@horarium/sdk/testing'
import * as v from 'valibot'
import { describe, expectTypeOf, it } from 'vitest'

// Held by the compiler: `npm run types` reads this file; what stands under @ts-expect-error must not compile.
const schedule: Schedule = createTestSchedule()

describe('the type of a schedule', () => {
  it('is what a handler is given, and may not be written to', () => {
    expectTypeOf<Parameters<Handler>>().toEqualTypeOf<[schedule: Schedule]>()
    expectTypeOf<Params>().toEqualTypeOf<Readonly<Record<string, string>>>()
    const wrong = (): void => {
      // @ts-expect-error -- parameters are of the run, not of the handler
      schedule.params['limit'] = '5'
      // @ts-expect-error -- so is its instant
      schedule.scheduledAt = new Date(0)
      // @ts-expect-error -- there is no level of this name
      schedule.log.trace('deep')
      // @ts-expect-error -- a percentage is a number
      schedule.progress('40 %')
      // @ts-expect-error -- an instant is a Date
      void schedule.enqueue('mail', { at: '2026-01-31T10:00:00Z' })
    }
    expectTypeOf(wrong).toBeFunction()
  })

  it('says that a parameter, and a target, may be missing', () => {
    expectTypeOf(schedule.target).toEqualTypeOf<string | undefined>()
    expectTypeOf<TestSchedule>().toExtend<Schedule>()
  })
})

describe('what is defined', () => {
  it('needs no annotations', () => {
    defineHandler(({ params, signal }) => {
      expectTypeOf(params).toEqualTypeOf<Params>()
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
    })
    defineTargets(({ jobCode }) => [jobCode, 1])
    defineTargets(async () => ['a'])
    defineObserver((event) => {
      if (event.event === 'finished') expectTypeOf(event.entry.status).toBeString()
    })
  })

  it('is refused where it answers, or takes, something else', () => {
    // @ts-expect-error -- a target is a text or a number
    defineTargets(() => [{ id: 'a' }])
    // @ts-expect-error -- targets come in an array
    defineTargets(() => 'a')
    // @ts-expect-error -- a handler is given a schedule
    defineHandler((limit: number) => limit)
    expectTypeOf<(event: Schedule) => void>().not.toExtend<Observer>()
    expectTypeOf<() => Promise<readonly string[]>>().toExtend<TargetProvider>()
  })

  it('knows what is told of each event', () => {
    expectTypeOf<LifecycleEvent & { event: 'purged' }>().toHaveProperty('count')
    expectTypeOf<LifecycleEvent & { event: 'purged' }>().not.toHaveProperty('entry')
  })
})

describe('the type of checked parameters', () => {
  it('is what the schema makes of them', () => {
    const numbers = v.object({ limit: v.pipe(v.string(), v.transform(Number)), name: v.optional(v.string()) })
    const check = () => checkParams(schedule, numbers)
    expectTypeOf<Awaited<ReturnType<typeof check>>>().toEqualTypeOf<{ limit: number; name?: string | undefined }>()
    // @ts-expect-error -- a validator of no standard is none
    const other = () => checkParams(schedule, (params: Params) => params)
    expectTypeOf(other).toBeFunction()
  })
})

describe('the type of the test kit', () => {
  it('wants a module and a job, and answers what a test can rely on', () => {
    expectTypeOf<RunJobOptions>().toHaveProperty('module').toBeString()
    expectTypeOf<{ readonly job: string }>().not.toExtend<RunJobOptions>()
    expectTypeOf<JobRun['status']>().toEqualTypeOf<'success' | 'error'>()
    expectTypeOf<JobRun['result']>().toBeUnknown()
    expectTypeOf<ReturnType<Rehearsal['runs']>>().toEqualTypeOf<readonly RehearsedEntry[]>()
    expectTypeOf<RehearsedEntry['startedAt']>().toEqualTypeOf<Date | undefined>()
  })
})
