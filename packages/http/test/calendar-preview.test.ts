import { expect, it } from 'vitest'
import { job, openTestService, type TestAnswer } from './support/test-service.js'

const URL_PATH = '/api/v1/calendar/preview'

it('tells what a schedule means in words, and its next ten runs', async () => {
  const { ask } = await openTestService()
  const preview = (body: unknown): Promise<TestAnswer> => ask('POST', URL_PATH, { body })

  const often = (await preview({ expression: '*/5 * * * *' })).body
  expect(often).toMatchObject({ words: 'every 5 minutes', timezone: 'UTC', dialect: 'standard', faults: [] })
  expect(often['next']).toHaveLength(10)
  expect((await preview({ expression: 'every 30s' })).body).toMatchObject({ words: 'every 30 seconds', timezone: null })
  expect((await preview({ expression: 'always' })).body).toMatchObject({ words: 'at every pass', next: [] })
  expect((await preview({ expression: '0 0 31 2 *' })).body['next']).toEqual([])
})

it.each(['', '* * *', '61 * * * *', 'hourli', '0', '{{x}}', '* * * * * *'])(
  'answers %j with what is wrong',
  async (expression) => {
    const { ask } = await openTestService()
    const { status, body } = await ask('POST', URL_PATH, { body: { expression } })
    expect([status, body['words'], body['next']]).toEqual([200, null, []])
    expect(body['faults']).toMatchObject([
      { message: expect.any(String) as unknown, remedy: expect.any(String) as unknown },
    ])
  },
)

it('says what a zone is not, and where the dialects part', async () => {
  const { ask } = await openTestService()
  const nowhere = await ask('POST', URL_PATH, { body: { expression: '0 3 * * *', timezone: 'Europe/Nowhere' } })
  expect(nowhere).toMatchObject({ status: 200, body: { words: null, faults: [{}] } })
  const parting = await ask('POST', URL_PATH, { body: { expression: '0 3 1 * 1' } })
  expect(parting.body['warnings']).toMatchObject([{ message: expect.stringContaining('dialects') as unknown }])
})

it('reads what is left unsaid as the job has it that it is for', async () => {
  const { ask } = await openTestService({ jobs: { night: `<timezone>Asia/Tokyo</timezone>${job('ok')}` } })
  const { body } = await ask('POST', URL_PATH, { body: { expression: '0 9 * * *', jobCode: 'night' } })
  expect(body).toMatchObject({
    timezone: 'Asia/Tokyo',
    next: [{ local: { offset: '+09:00' } }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
  })
  expect((await ask('POST', URL_PATH, { body: { expression: '0 9 * * *', jobCode: 'nigth' } })).status).toBe(404)
})
