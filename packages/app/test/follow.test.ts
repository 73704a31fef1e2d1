import { Node, queryEntries } from '@horarium/app'
import type { Entry } from '@horarium/core'
import { expect, it, onTestFinished } from 'vitest'
import { job, openTestApp } from './support/test-app.js'

const ASKS = `
export const twice = async ({ enqueue, params }) => {
  const other = await enqueue('other', { params: { colour: 'red' }, priority: 9 })
  const fault = await enqueue('nobody').catch((error) => error.message)
  return { other, fault, n: params.n }
}
`

it('in a node, a success is followed by jobs of any group, and a handler gets the entries it asks for', async () => {
  const then = (codes: string): string => `<on_success>${codes}</on_success>`
  const app = await openTestApp({
    jobs: {
      first: `<every>1</every>${then('asker')}${job('')}`,
      asker: `<group>nightly</group>${then('last')}<run><model>test_work/asks::twice</model></run>`,
      other: job(''),
      last: `<group>nightly</group>${job('')}`,
    },
    files: { 'modules/Test/Work/Model/Asks.mjs': ASKS },
  })
  const node = new Node(app, {})
  await node.start()
  onTestFinished(() => node.stop(0))
  const firstOf = (jobCode: string): Promise<readonly Entry[]> =>
    queryEntries(app, { statuses: ['success'], jobCode, limit: 1 })

  await expect.poll(() => firstOf('last'), { timeout: 30_000 }).toHaveLength(1)
  await expect.poll(() => firstOf('other'), { timeout: 30_000 }).toHaveLength(1)

  const [other] = await firstOf('other')
  expect(other).toMatchObject({ source: 'handler', priority: 9, params: { colour: 'red' } })
  expect(other?.askedBy).toMatch(/^asker@/)
  const [last] = await firstOf('last')
  expect(last).toMatchObject({ source: 'chain', depth: 2 })
  const [asker] = await firstOf('asker')
  expect(asker).toMatchObject({ source: 'chain' })
  expect(asker?.askedBy).toMatch(/^first@/)
  expect(JSON.parse(asker?.result ?? '')).toMatchObject({ fault: "No job 'nobody'." })
}, 60_000)
