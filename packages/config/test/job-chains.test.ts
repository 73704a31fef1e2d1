import { describe, expect, test } from 'vitest'
import { config, defineConfig, type Defined, type Defining, job } from './module-root.js'

type Chains = Readonly<Record<string, string>>

/** Jobs, each with what is to follow it. */
function chained(chains: Chains, defining: Defining = {}): Promise<Defined> {
  const jobs = Object.entries(chains).map(([code, next]) => job(code, `<on_success>${next}</on_success>\n`))
  return defineConfig(config(jobs.join('')), defining)
}

function broken({ jobs }: Defined): Chains {
  const invalid = [...jobs.values()].filter(({ status }) => status === 'invalid')
  return Object.fromEntries(invalid.map(({ code, problems }) => [code, problems.map(({ message }) => message).join()]))
}

describe('a chain of jobs', () => {
  test('may fork and meet again', async () => {
    const { problems, jobs } = await chained({ a: 'b, c', b: 'd', c: 'd', d: '' })

    expect(problems).toEqual([])
    expect(jobs.get('a')?.policy.onSuccess).toEqual(['b', 'c'])
  })

  test('may name a job that is switched off', async () => {
    const overrides = { 'crontab/jobs/b/active': '0' }

    expect((await chained({ a: 'b', b: '' }, { overrides })).problems).toEqual([])
  })

  test('that names no job is refused where it is written, with the nearest', async () => {
    const { jobs, problems } = await chained({ send_mail: '', x: 'send_mial' })

    const message = 'x is to be followed by send_mial, which is no job'
    const remedy = expect.stringContaining('Did you mean send_mail?')
    const path = 'config/crontab/jobs/x/on_success'
    expect(problems).toEqual([expect.objectContaining({ severity: 'error', line: 2, path, message, remedy })])
    expect([...jobs.values()].map(({ status }) => status)).toEqual(['ok', 'invalid'])
  })

  test.each<[Chains, Chains]>([
    [{ a: 'a' }, { a: 'a -> a' }],
    [
      { a: 'b', b: 'a', c: 'a' },
      { a: 'a -> b -> a', b: 'b -> a -> b' },
    ],
    [
      { a: 'b, d', b: 'c', c: 'a', d: '' },
      { a: 'a -> b -> c -> a', b: 'b -> c -> a -> b', c: 'c -> a -> b -> c' },
    ],
    [
      { a: 'b', b: 'a', between: 'c', c: 'd', d: 'c' },
      { a: 'a -> b -> a', b: 'b -> a -> b', c: 'c -> d -> c', d: 'd -> c -> d' },
    ],
  ])('that leads back is refused of each job on the way, which is named: %j', async (chains, ways) => {
    const found = broken(await chained(chains))

    expect(Object.keys(found)).toEqual(Object.keys(ways))
    for (const [code, way] of Object.entries(ways)) {
      expect(found[code]).toBe(`each success of ${code} would run it again: ${way}`)
    }
  })

  test('that an override closes is refused there', async () => {
    const { problems } = await chained({ a: 'b', b: '' }, { overrides: { 'crontab/jobs/b/on_success': 'a' } })

    const places = problems.map(({ file, path }) => `${file.endsWith('config.xml') ? 'XML' : file} ${path}`)
    expect(places).toEqual(['XML config/crontab/jobs/a/on_success', 'an admin crontab/jobs/b/on_success'])
  })

  test('of ten thousand jobs is read without delay', async () => {
    const codes = Array.from({ length: 10_000 }, (_, index) => `j${index}`)
    const { problems } = await chained(Object.fromEntries(codes.map((code, at) => [code, codes[at + 1] ?? ''])))

    expect(problems).toEqual([])
  })
})
