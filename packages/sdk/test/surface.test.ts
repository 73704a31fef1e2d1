import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

// What authors build on: a name that goes, or changes its meaning, is a new major version.
const SURFACE = {
  index: `InvalidParams ParamIssue checkParams; Handler defineHandler; LifecycleEvent LifecycleEventName ObservedEntry
    Observer defineObserver; Enqueue LogEvent Params RunLog Schedule; StandardIssue StandardResult StandardSchemaV1;
    Target TargetProvider defineTargets`,
  'testing/index': `JobRun ParamValues RunError RunJobOptions; TestKit rehearse runJob; Downtime Instant RehearseOptions
    RehearsedEntry RehearsedGap Rehearsal; EnqueuedEntry LoggedLine TestSchedule TestScheduleOptions createTestSchedule`,
} as const

it.each(Object.entries(SURFACE))(
  '@horarium/sdk offers by %s what it is known to offer, and nothing else',
  (file, names) => {
    const text = readFileSync(join(import.meta.dirname, '../dist', `${file}.d.ts`), 'utf8')
    const blocks = [...text.matchAll(/export (type )?\{([^}]*)\}/g)].flatMap(([, , inside = '']) => inside.split(','))
    const offered = blocks.map((name) => name.replace(/\btype\b/, '').trim()).filter(Boolean)

    expect(new Set(offered)).toEqual(new Set(names.split(/[\s;]+/)))
  },
)

it('the values among them are functions and one class', async () => {
  const [sdk, testing] = [await import('@horarium/sdk'), await import('@horarium/sdk/testing')]

  expect(new Set(Object.keys(sdk))).toEqual(
    new Set(['InvalidParams', 'checkParams', 'defineHandler', 'defineObserver', 'defineTargets']),
  )
  expect(new Set(Object.keys(testing))).toEqual(new Set(['createTestSchedule', 'rehearse', 'runJob']))
})
