import { DEFAULT_POLICY, type JobPolicy, type Problem } from '@horarium/core'
import { describe, expect, test } from 'vitest'
import { config, define, defineConfig, type Defining, job, moduleRoot } from './module-root.js'

interface Read {
  readonly policy: JobPolicy | undefined
  readonly status: string | undefined
  readonly problems: readonly Problem[]
}

/** The policy of a job `x` that has these nodes beside its schedule. */
async function policyOf(nodes: string, defining: Defining = {}): Promise<Read> {
  const { jobs, problems } = await defineConfig(config(job('x', nodes) + job('other', '')), defining)
  const { policy, status } = jobs.get('x') ?? {}
  expect(jobs.get('other')?.status).toBe('ok')
  return { policy, status, problems }
}

const { retry, alert } = DEFAULT_POLICY

describe("a job's policy", () => {
  test('is the default where nobody says anything', async () => {
    expect(await policyOf('')).toEqual({ policy: DEFAULT_POLICY, status: 'ok', problems: [] })
  })

  test.each<[string, Partial<JobPolicy>]>([
    ['<overlap>queue</overlap>', { overlap: 'queue' }],
    ['<overlap>allow</overlap><overlap_max>3</overlap_max>', { overlap: 'allow', overlapMax: 3 }],
    ['<misfire>skip</misfire>', { misfire: 'skip' }],
    [
      '<misfire>run_all</misfire><misfire_max>5</misfire_max><overlap>queue</overlap>',
      { misfire: 'run_all', misfireMax: 5, overlap: 'queue' },
    ],
    ['<timeout>90</timeout>', { timeoutMs: 5_400_000 }],
    ['<timeout>30s</timeout>', { timeoutMs: 30_000 }],
    ['<timeout>0</timeout>', { timeoutMs: 0 }],
    ['<timeout/>', {}],
    ['<retries>3</retries>', { retry: { ...retry, retries: 3 } }],
    [
      '<retries>2</retries><backoff>30s</backoff><backoff_type>exponential</backoff_type><retry_on>TypeError, E1,</retry_on>',
      { retry: { retries: 2, backoff: 'exponential', backoffMs: 30_000, retryOn: ['TypeError', 'E1'] } },
    ],
    ['<isolation>process</isolation>', { isolation: 'process' }],
    ['<priority>-100</priority>', { priority: -100 }],
    ['<manual_only>true</manual_only>', { manualOnly: true }],
    ['<manual_only>0</manual_only>', {}],
    ['<non_production>1</non_production>', { outsideProduction: true }],
    ['<params>runInNonProductionEnvironment=TRUE</params>', { outsideProduction: true }],
    ['<params>runInNonProductionEnvironment=FALSE</params>', {}],
    ['<on_success>other, other</on_success>', { onSuccess: ['other'] }],
    ['<alert_on>slow failed</alert_on>', { alert: { ...alert, on: ['failed', 'slow'] } }],
    [
      '<alert_tolerance>2h</alert_tolerance><alert_repeat>weekly</alert_repeat><alert_slow_factor>2</alert_slow_factor>',
      { alert: { ...alert, toleranceMs: 7_200_000, repeat: 'weekly', slowFactor: 2 } },
    ],
  ])('reads %s', async (nodes, said) => {
    expect(await policyOf(nodes)).toEqual({ policy: { ...DEFAULT_POLICY, ...said }, status: 'ok', problems: [] })
  })

  test.each([
    ['<overlap>queu</overlap>', "overlap is 'queu'", 'Did you mean queue?'],
    ['<misfire>all</misfire>', "misfire is 'all'", 'Did you mean run_all?'],
    ['<backoff_type>linear</backoff_type>', "backoff_type is 'linear'", 'fixed, exponential'],
    ['<isolation>proces</isolation>', "isolation is 'proces'", 'Did you mean process?'],
    ['<timeout>soon</timeout>', "timeout is 'soon'", '30s, 10m, 2h, 1d'],
    ['<timeout>25d</timeout>', "timeout is '25d'", 'at most 24d'],
    ['<retries>-1</retries>', "retries is '-1'", 'from 0 to 100'],
    ['<overlap_max>0</overlap_max>', "overlap_max is '0'", 'from 1'],
    ['<priority>101</priority>', "priority is '101'", 'from -100 to 100'],
    ['<manual_only>maybe</manual_only>', "manual_only is 'maybe'", '1 or 0'],
    ['<retry_on>Type Error</retry_on>', "'Type Error' is not the name of an error", 'commas'],
    ['<on_success>a b</on_success>', "'a b' is not a job code", 'commas'],
  ])('is refused as %s, with its line, and the job alone is quarantined', async (nodes, message, remedy) => {
    const { status, problems } = await policyOf(`\n${nodes}`)

    const errors = problems.filter(({ severity }) => severity === 'error')
    expect(status).toBe('invalid')
    expect(errors).toEqual([
      { ...errors[0], file: expect.stringContaining('config.xml'), line: 2, message, remedy: expect.anything() },
    ])
    expect(errors[0]?.remedy).toContain(remedy)
  })

  test('comes from the group where the job is silent, and from the strongest layer', async () => {
    const group =
      '<config><group id="mail"><timeout>10m</timeout><retries>1</retries><overlap>queue</overlap></group></config>'
    const root = moduleRoot({
      'A/B/etc/cron_groups.xml': group,
      'A/B/etc/config.xml': config(job('x', '<group>mail</group><retries>2</retries><timeout>20m</timeout>')),
    })
    const overrides = { 'crontab/jobs/x/timeout': '30m', 'crontab/jobs/x/priority': '5' }

    const { jobs, problems } = await define(root, { file: { 'crontab/mail/jobs/x/timeout': '25m' }, overrides })

    const said = { overlap: 'queue', timeoutMs: 1_800_000, priority: 5, retry: { ...retry, retries: 2 } }
    expect(problems).toEqual([])
    expect(jobs.get('x')?.policy).toEqual({ ...DEFAULT_POLICY, ...said })
  })
})

describe('what a policy says in vain', () => {
  test.each([
    ['<overlap_max>3</overlap_max>', 'overlap_max means nothing while overlap is skip'],
    ['<misfire_max>3</misfire_max>', 'misfire_max means nothing while misfire is run_once'],
    ['<misfire>run_all</misfire>', 'overlap skip lets only the first run'],
    ['<misfire>run_all</misfire><overlap>cancel_other</overlap>', 'overlap cancel_other lets only the last run'],
    ['<backoff>30s</backoff>', 'backoff means nothing without retries'],
    ['<backoff_type>fixed</backoff_type>', 'backoff_type means nothing without retries'],
    ['<retry_on>TypeError</retry_on>', 'retry_on means nothing without retries'],
    ['<retries>2</retries><backoff>0</backoff>', 'the retries follow the failure at once'],
  ])('is warned of: %s', async (nodes, message) => {
    const { status, problems } = await policyOf(nodes)

    expect(status).toBe('ok')
    expect(problems).toEqual([
      expect.objectContaining({ severity: 'warning', line: 1, message: expect.stringContaining(message) }),
    ])
  })

  test('is not warned of in a job that takes it from its group', async () => {
    const file = { 'system/cron/default/misfire': 'run_all', 'system/cron/default/backoff': '2m' }

    expect((await policyOf('', { file })).problems).toEqual([])
  })
})

describe('a job that only people start', () => {
  const nodes = '<schedule><cron_expr>0 3 * * *</cron_expr></schedule><manual_only>1</manual_only>'

  test('has no calendar, though it keeps the expression for whoever lets it go', async () => {
    const { jobs, problems } = await defineConfig(config(job('x', nodes)))

    expect(problems).toEqual([])
    expect(jobs.get('x')).toMatchObject({ status: 'ok', cronExpr: '0 3 * * *' })
    expect(jobs.get('x')).not.toHaveProperty('calendar')
  })

  test('is let go by an override', async () => {
    const { jobs } = await defineConfig(config(job('x', nodes)), { overrides: { 'crontab/jobs/x/manual_only': '0' } })

    expect(jobs.get('x')?.calendar).toMatchObject({ expression: '0 3 * * *' })
  })
})
