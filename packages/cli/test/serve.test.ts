import { createServer } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, begin, horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({ [CONFIG_XML]: jobsXml({ well: { does: 'ok', when: at('0 3 * * *') } }) })
})
afterAll(() => removeProject(project))

describe('serve', () => {
  it('answers over HTTP and stops when asked', async () => {
    const serving = begin(project, 'serve')
    await serving.until('service listens')
    const [, address = ''] = /"address":"(http:[^"]+)"/.exec(serving.output()) ?? []

    const answer = await fetch(`${address}/trigger/well`, { method: 'POST' })

    expect(await answer.json()).toMatchObject({ taskName: 'well', success: true, message: 'all done' })
    serving.child.kill('SIGTERM')
    expect(await serving.ended).toMatchObject({ code: 0 })
  })

  it.each([
    [['serve', '--port', 'http'], '--port'],
    [['start', '--host', '0.0.0.0'], 'token:create'],
    [['serve', '--host', '192.0.2.1'], 'token:create'],
  ])('%j ends with 2', async (args, sentence) => {
    expect(await horarium(project, ...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(sentence) as unknown,
    })
  })

  it('ends with 2 where the port is taken, before anything has begun', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const calling = { cwd: project, environment: { CRON_PORT: port } }

    const { code, stdout, stderr } = await horarium(calling, 'start')

    other.close()
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`Port ${port} of 127.0.0.1 is in use`)
  })
})

describe('tokens', () => {
  it('are made, told once, listed without their secret, and taken away', async () => {
    const { token, ...told } = (await answerOf(project, 'token:create', '--name', 'me', '--role', 'operate')) as Record<
      string,
      unknown
    >
    expect(token).toMatch(/^hz_[\da-f]{12}_[\w-]{43}$/)

    expect(await answerOf(project, 'token:list')).toEqual([told])
    expect(await horarium(project, 'token:create', '--name', 'me')).toMatchObject({ code: 1 })
    expect(await horarium(project, 'token:revoke', 'me')).toMatchObject({ code: 0, stdout: 'Token me is revoked.\n' })
    expect(await horarium(project, 'token:revoke', 'me')).toMatchObject({ code: 2 })
    expect(await horarium(project, 'token:create', '--name', 'a b')).toMatchObject({ code: 2 })
    expect(await horarium(project, 'token:create', '--name', 'a', '--role', 'root')).toMatchObject({ code: 2 })
  })
})
