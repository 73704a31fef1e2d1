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

// Held by the compiler: `npm run types` reads this file.
const schedule: Schedule = createTestSchedule()

describe('the type of a schedule', () => {
  it('is what a handler is given, and may not be written to', () => {
    expectTypeOf<Parameters<Handler>>().toEqualTypeOf<[schedule: Schedule]>()
    expectTypeOf<Params>().toEqualTypeOf<Readonly<Record<string, string>>>()
    expectTypeOf<Pick<Schedule, 'params'>>().toEqualTypeOf<{ readonly params: Params }>()
    expectTypeOf<Pick<Schedule, 'scheduledAt'>>().toEqualTypeOf<{ readonly scheduledAt: Date }>()
  })

  it('takes what it is told, and nothing else', () => {
    expectTypeOf<keyof Schedule['log']>().toEqualTypeOf<'debug' | 'info' | 'warn' | 'error'>()
    expectTypeOf<Parameters<Schedule['progress']>>().toEqualTypeOf<[percent: number]>()
    expectTypeOf<{ at: string }>().not.toExtend<Parameters<Schedule['enqueue']>[1]>()
    expectTypeOf<{ at: Date }>().toExtend<Parameters<Schedule['enqueue']>[1]>()
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
    expectTypeOf<() => { id: string }[]>().not.toExtend<Parameters<typeof defineTargets>[0]>()
    expectTypeOf<() => string>().not.toExtend<Parameters<typeof defineTargets>[0]>()
    expectTypeOf<(limit: number) => number>().not.toExtend<Parameters<typeof defineHandler>[0]>()
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
    expectTypeOf<(params: Params) => Params>().not.toExtend<Parameters<typeof checkParams>[1]>()
    expectTypeOf(numbers).toExtend<Parameters<typeof checkParams>[1]>()
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
