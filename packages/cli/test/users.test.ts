import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, begin, horarium } from './support/horarium.js'
import { CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({ [CONFIG_XML]: jobsXml({ well: { does: 'ok' } }) })
})
afterAll(() => removeProject(project))

const typing = (input: string): { readonly cwd: string; readonly input: string } => ({ cwd: project, input })

describe('users', () => {
  it('are made with a password from standard input, listed without it, and removed', async () => {
    const told = await answerOf(typing('four words are kept\n'), 'user:create', 'anna', '--role', 'operate')
    expect(told).toMatchObject({ name: 'anna', role: 'operate' })
    expect(await answerOf(project, 'user:list')).toEqual([told])
    expect(await horarium(typing('four words are kept'), 'user:create', 'anna')).toMatchObject({ code: 1 })
    expect(await horarium(typing('other words are kept'), 'user:password', 'anna')).toMatchObject({ code: 0 })
    expect(await horarium(project, 'user:remove', 'anna')).toMatchObject({ code: 0 })
    expect(await horarium(project, 'user:remove', 'anna')).toMatchObject({ code: 2 })
  }, 60_000)

  it.each([
    ['short', ['user:create', 'anna'], 'A password has 12'],
    ['', ['user:create', 'anna'], 'A password has 12'],
    ['four words are kept', ['user:create', 'an na'], 'no name'],
    ['four words are kept', ['user:password', 'nobody'], "No user 'nobody'"],
    ['', ['user:create', 'anna', 'four words are kept'], 'too many arguments'],
  ])('with %j and %j are refused', async (input, args, sentence) => {
    const { code, stderr } = await horarium(typing(input), ...args)
    expect([code, stderr.toLowerCase()]).toEqual([2, expect.stringContaining(sentence.toLowerCase())])
  })

  it('log in to the service', async () => {
    await horarium(typing('four words are kept'), 'user:create', 'berta')
    const serving = begin(project, 'serve')
    await serving.until('service listens')
    const [, address = ''] = /"address":"(http:[^"]+)"/.exec(serving.output()) ?? []
    const body = JSON.stringify({ user: 'berta', password: 'four words are kept' })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${address}/api/v1/session`, { method: 'POST', headers, body })
    expect(await answer.json()).toMatchObject({ name: 'user:berta', role: 'view' })
    serving.child.kill('SIGTERM')
    await serving.ended
  }, 60_000)
})
