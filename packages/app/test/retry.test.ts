import { Node, queryEntries } from '@horarium/app'
import { describe, expect, it, onTestFinished } from 'vitest'
import { job, openTestApp } from './support/test-app.js'

describe('a job whose XML asks for retries', () => {
  it('is tried again by a node and succeeds, and what failed before is kept', async () => {
    const nodes = '<every>1</every><retries>2</retries><backoff>1s</backoff><retry_on>TypeError</retry_on>'
    const app = await openTestApp({ jobs: { mail: `${nodes}${job('', 'failOnce')}` } })
    const node = new Node(app, {})
    await node.start()
    onTestFinished(() => node.stop(0))

    const succeeded = () => queryEntries(app, { statuses: ['success'], jobCode: 'mail', limit: 1 })
    await expect.poll(succeeded, { timeout: 30_000 }).toHaveLength(1)

    const [entry] = await succeeded()
    expect(entry).toMatchObject({ attempt: 2, reason: 'handler returned' })
    expect(entry?.attempts).toMatchObject([{ attempt: 1, error: { name: 'TypeError', message: 'not yet' } }])
  }, 40_000)
})
