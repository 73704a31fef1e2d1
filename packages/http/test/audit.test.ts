import { setSetting } from '@horarium/app'
import { describe, expect, it } from 'vitest'
import { openTestService } from './support/test-service.js'

const PATH = 'system/cron/default/concurrency'

interface Page {
  readonly items: readonly { readonly id: string; readonly author: string; readonly after: string | null }[]
  readonly next: string | null
}

async function openTrail(values: readonly string[]) {
  const { app, ask } = await openTestService()
  for (const value of values) await setSetting({ ...app, author: `admin ${value}` }, PATH, value)
  const page = async (query: string): Promise<Page> =>
    (await ask('GET', `/api/v1/audit?${query}`)).body as unknown as Page
  return { app, ask, page }
}

describe('GET /api/v1/audit', () => {
  it('goes on where the page before ended, whatever was written meanwhile', async () => {
    const { app, page } = await openTrail(['1', '2', '3', '4', '5'])
    const first = await page('limit=2')
    await setSetting(app, PATH, '6')
    const second = await page(`limit=2&after=${first.next}`)
    const third = await page(`limit=2&after=${second.next}`)
    expect([first, second, third].map(({ items }) => items.map(({ after }) => after))).toEqual([
      ['5', '4'],
      ['3', '2'],
      ['1'],
    ])
    expect(third.next).toBeNull()
  })

  it.each([
    ['author=admin%202', ['2']],
    ['search=ADMIN%203', ['3']],
    ['action=reset', []],
    ['action=set&path=system/cron/default', ['3', '2', '1']],
    ['path=crontab', []],
  ])('leaves out what is not asked for: %s', async (query, values) => {
    const { page } = await openTrail(['1', '2', '3'])
    expect((await page(query)).items.map(({ after }) => after)).toEqual(values)
  })

  it('refuses a cursor it has not given', async () => {
    const { ask } = await openTrail([])
    expect((await ask('GET', '/api/v1/audit?after=nonsense')).status).toBe(400)
  })
})
