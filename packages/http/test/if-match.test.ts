import { setSetting } from '@horarium/app'
import { expect, it } from 'vitest'
import { type Changeable, onlyIfMatch, versionOf } from '../src/if-match.js'
import { openTestService } from './support/test-service.js'

const PATH = 'system/cron/default/concurrency'
const CONCURRENCY: Changeable = {
  name: 'The concurrency',
  version: ({ settings }) => versionOf(settings.valueOf(PATH) ?? null),
}

it('changes what stands as its author has read it, however the version is quoted', async () => {
  const { app } = await openTestService()
  for (const write of [(text: string) => `"${text}"`, (text: string) => `"other", W/"${text}"`, () => '*']) {
    const read = write(CONCURRENCY.version(app.configuration()))
    await expect(setSetting(onlyIfMatch(app, read, CONCURRENCY), PATH, read.length.toString())).resolves.toBeDefined()
  }
})

it('changes nothing that was changed meanwhile', async () => {
  const { app } = await openTestService()
  const read = CONCURRENCY.version(app.configuration())
  await setSetting(app, PATH, '3')

  const late = setSetting(onlyIfMatch(app, `"${read}"`, CONCURRENCY), PATH, '4')

  await expect(late).rejects.toMatchObject({
    code: 'changed-meanwhile',
    message: expect.stringContaining('The concurrency was changed') as unknown,
  })
  expect(app.configuration().settings.valueOf(PATH)?.value).toBe('3')
})

it('lets one of two through who have read the same', async () => {
  const { app } = await openTestService()
  const read = CONCURRENCY.version(app.configuration())
  const changes = ['3', '4'].map((value) => setSetting(onlyIfMatch(app, read, CONCURRENCY), PATH, value))

  const ends = await Promise.allSettled(changes)

  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})
