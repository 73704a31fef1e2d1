import { userInfo } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, begin, horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({
    [CONFIG_XML]: jobsXml({
      well: { does: 'ok', when: `${at('0 3 * * *')}<params><colour>red</colour></params>` },
      off: { does: 'ok', when: '<active>0</active>' },
      fails: { does: 'fail' },
      noisy: { does: 'noisy' },
      slow: { does: 'slow' },
      lost: { does: 'nothing' },
    }),
  })
})
afterAll(() => removeProject(project))

type Shape = Readonly<Record<string, unknown>>

const ENTRY_KEYS = [
  'id',
  'jobCode',
  'target',
  'group',
  'scheduledAt',
  'status',
  'reason',
  'releasedAt',
  'startedAt',
  'finishedAt',
  'durationMs',
  'attempt',
  'dueAt',
  'waitsFor',
  'worker',
  'source',
  'askedBy',
  'priority',
]
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown

describe('job:run', () => {
  it('prints the handler log and one line on how it ended', async () => {
    const { code, stdout, stderr } = await horarium(project, 'job:run', 'well')

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^worked well colour=red\nJob well ran in \d+ m?s: all done\n$/)
  })

  it('is known as run-job, and runs a disabled job with parameters of its own', async () => {
    const { code, stdout } = await horarium(project, 'run-job', 'Off', '--param', 'colour=a=b c')

    expect(code).toBe(0)
    expect(stdout).toContain('worked well colour="a=b c"\n')
  })

  it('tells the handler what the run is about', async () => {
    const target = ['--target-type', 'Mailbox', '--target-id', '17', '--param', 'colour=red']

    const run = await answerOf(project, 'run-job', 'well', ...target)

    expect(run).toMatchObject({ params: { target_type: 'Mailbox', target_id: '17', colour: 'red' } })
  })

  it('ends with 1 and the reason on standard error when the run failed', async () => {
    const { code, stdout, stderr } = await horarium(project, 'job:run', 'fails')

    expect({ code, stdout }).toEqual({ code: 1, stdout: 'warn  about to fail\n' })
    expect(stderr).toMatch(
      /^horarium: Job fails failed after \d+ ms: TypeError: the disk is full \(see history:show .+\)\n$/,
    )
  })

  it('prints nothing but JSON with --json, whatever the handler prints', async () => {
    const { stdout, stderr } = await horarium(project, 'job:run', 'noisy', '--json')

    expect(JSON.parse(stdout)).toMatchObject({ jobCode: 'noisy', status: 'success', source: 'manual' })
    expect(JSON.parse(stdout)).toMatchObject({ log: [{ message: '{"stray": "output"}', stream: 'stdout' }] })
    expect(stderr).toBe('')
  })

  it('ends with 2 for a job that is invalid', async () => {
    const { code, stderr } = await horarium(project, 'job:run', 'lost')

    expect(code).toBe(2)
    expect(stderr).toMatch(/^horarium: Job lost is invalid and cannot run: .*nothing/)
  })

  it('ends with 1 when the job is running already, and Ctrl-C asks the run to end', async () => {
    const first = begin(project, 'job:run', 'slow')
    await first.until('slow began')

    const second = await horarium(project, 'job:run', 'slow')
    first.child.kill('SIGINT')

    expect(second).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^horarium: Not started: slow@\S+ is still running\.\n$/),
    })
    expect(await first.ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Job slow ran in') })
    expect(await answerOf(project, 'history:list', '--job', 'slow')).toHaveLength(1)
  })
})

describe('history', () => {
  it('lists what has finished in the shape of the listing, newest first', async () => {
    await horarium(project, 'job:run', 'well')
    const entries = (await answerOf(project, 'history:list', '--job', 'well', '--limit', '1')) as readonly Shape[]

    expect(Object.keys(entries[0] ?? {})).toEqual(ENTRY_KEYS)
    expect(entries).toEqual([
      {
        id: expect.stringMatching(/^well@\d{8}T\d{6}\.\d{3}Z$/),
        jobCode: 'well',
        group: 'default',
        status: 'success',
        scheduledAt: INSTANT,
        releasedAt: INSTANT,
        startedAt: INSTANT,
        finishedAt: INSTANT,
        attempt: 1,
        dueAt: null,
        waitsFor: null,
        reason: 'handler returned',
        durationMs: expect.any(Number),
        worker: expect.any(String),
        source: 'manual',
        target: null,
        askedBy: null,
        priority: null,
      },
    ])
  })

  it('filters by status, group and instant', async () => {
    const list = (...filter: readonly string[]): Promise<unknown> => answerOf(project, 'history:list', ...filter)

    const codes = ((await list('--status', 'error,missed', '--status', 'killed')) as readonly Shape[]).map(
      ({ jobCode, status }) => [jobCode, status],
    )
    expect(codes).toEqual([['fails', 'error']])
    expect(await list('--from', '-1h', '--to', '-30m')).toEqual([])
    expect(await list('--from', '-1h', '--group', 'default', '--job', 'fails')).toHaveLength(1)
  })

  it('shows one entry with result or error, stack and log', async () => {
    const [well, failed] = await Promise.all(['well', 'fails'].map(lastEntryOf))

    expect(await answerOf(project, 'history:show', String(well?.['id']))).toMatchObject({
      result: { answer: 42 },
      message: 'all done',
      error: null,
      author: expect.stringMatching(`^${userInfo().username}@`),
      log: [{ at: INSTANT, level: 'info', message: 'worked well', colour: 'red' }],
    })
    const { stdout } = await horarium(project, 'history:show', String(failed?.['id']))
    expect(stdout).toMatch(/status +error\n[\s\S]+Error\n {2}TypeError: the disk is full\n {4}at .+Work\.mjs/)
    expect(stdout).toMatch(/Log \(UTC\)\n {2}\d\d:\d\d:\d\d\.\d{3} warn +about to fail\n$/)
  })

  it('purges by age: a dry run tells and changes nothing, and --keep spares the newest', async () => {
    await horarium(project, 'job:run', 'noisy')
    const all = (await answerOf(project, 'history:list')) as readonly unknown[]

    const dry = await answerOf(project, 'history:purge', '--days', '0', '--dry-run')
    const unchanged = await answerOf(project, 'history:list')
    const young = await horarium(project, 'history:purge', '--days', '1')
    const kept = await answerOf(project, 'history:purge', '--days', '0', '--keep', '1')
    const rest = (await answerOf(project, 'history:list')) as readonly Shape[]

    expect(dry).toEqual({ wouldDeleteCount: all.length, cutoffDate: INSTANT, retentionDays: 0, keep: 0 })
    expect(unchanged).toEqual(all)
    expect(young.stdout).toMatch(/^Purged 0 entries that finished by .+ UTC\.\n$/)
    expect(kept).toMatchObject({ deletedCount: all.length - rest.length })
    expect(rest.map(({ jobCode }) => String(jobCode)).toSorted(byCode)).toEqual([
      'fails',
      'noisy',
      'off',
      'slow',
      'well',
    ])
  })
})

describe('schedule', () => {
  it('writes an entry by hand and lists it, earliest first', async () => {
    const added = await answerOf(project, 'schedule:add', 'Well', '--at', '+2h', '--param', 'colour=blue')
    const sooner = await horarium(project, 'schedule:add', 'off', '--at', '+1h')
    const entries = (await answerOf(project, 'schedule:list')) as readonly Shape[]

    expect(added).toMatchObject({ jobCode: 'well', status: 'pending', source: 'manual', attempt: 0, startedAt: null })
    expect(sooner.stdout).toMatch(/^off@\S+ is written down for .+ UTC, in 1 h\.\n$/)
    expect(entries.map(({ jobCode }) => jobCode)).toEqual(['off', 'well'])
    expect(await answerOf(project, 'schedule:list', '--to', '+90m')).toHaveLength(1)
  })

  it('writes one at once where no instant is named, as often as it is asked to, with a priority of its own', async () => {
    const ids = await Promise.all(
      ['7', '-7'].map((priority) => answerOf(project, 'schedule:add', 'well', '--priority', priority)),
    )

    expect(ids).toEqual([
      expect.objectContaining({ status: 'pending', priority: 7 }),
      expect.objectContaining({ status: 'pending', priority: -7 }),
    ])
    const refused = await horarium(project, 'schedule:add', 'well', '--priority', '101')
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('-100 to 100') })
    for (const { id } of ids as readonly Shape[]) await horarium(project, 'schedule:remove', String(id))
  })

  it('refuses a second entry of the same instant with 1', async () => {
    await horarium(project, 'schedule:add', 'well', '--at', '2999-01-31T10:00')

    const again = await horarium(project, 'schedule:add', 'well', '--at', '2999-01-31T11:00+01:00')

    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('has an entry at 2999-01-31T10:00') })
  })
})

async function lastEntryOf(job: string): Promise<Shape | undefined> {
  const [entry] = (await answerOf(project, 'history:list', '--job', job, '--limit', '1')) as readonly Shape[]
  return entry
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : 1
}
