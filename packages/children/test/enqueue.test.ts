import { describe, expect, it } from 'vitest'
import { TestCrew } from './support/test-crew.js'

describe('a handler that asks for an entry', () => {
  it('is told its id, also where it has nothing else to wait for', async () => {
    const crew = new TestCrew()
    const asked: unknown[] = []
    crew.enqueue = async (...wish) => {
      asked.push(wish)
      return 'mail@20260201T000000.001Z'
    }

    expect(await crew.run('ask')).toMatchObject({ result: '"mail@20260201T000000.001Z"' })

    expect(asked).toEqual([['mail', { at: new Date('2026-02-01T00:00:00Z'), params: { a: 1 } }]])
  })

  it('fails with the reason where it is refused', async () => {
    const crew = new TestCrew()
    crew.enqueue = () => Promise.reject(new Error("No job 'mail'."))

    expect(await crew.run('ask')).toMatchObject({ status: 'error', reason: "EnqueueRefused: No job 'mail'." })
  })

  it('is told at once of what cannot be sent', async () => {
    const { result = '' } = await new TestCrew().run('askWrongly')

    expect(JSON.parse(result)).toEqual([
      "EnqueueRefused: 'soon' is no instant; give a Date.",
      expect.stringMatching(/^TypeError: .*BigInt/),
    ])
  })
})
