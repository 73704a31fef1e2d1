import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, begin, horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({
    [CONFIG_XML]: jobsXml({
      slow: { does: 'slow' },
      stubborn: { does: 'stubborn' },
      well: { does: 'ok', when: at('0 3 1 1 *') },
    }),
  })
})
afterAll(() => removeProject(project))

type Shape = Readonly<Record<string, unknown>>

async function idOf(...filter: readonly string[]): Promise<string> {
  const [entry] = (await answerOf(project, 'schedule:list', ...filter)) as readonly Shape[]
  return String(entry?.['id'])
}

async function added(): Promise<string> {
  const { id } = (await answerOf(project, 'schedule:add', 'well', '--at', '+1h')) as Shape
  return String(id)
}

describe('schedule:kill', () => {
  it('ends a run of another process, and tells who heard of it and how it ended', async () => {
    const run = begin(project, 'job:run', 'slow')
    await run.until('slow began')
    const id = await idOf('--status', 'running')
    const { code, stdout } = await horarium(project, 'schedule:kill', id, '--reason', 'wrong month')
    expect(stdout).toMatch(
      /is running; job:run-\S+ is asked to end it\.\n.* has heard of it after .*\n.* ended as killed/,
    )
    expect(code).toBe(0)
    expect(await run.ended).toMatchObject({ code: 1, stderr: expect.stringContaining('wrong month') as unknown })
    expect(await answerOf(project, 'history:show', id)).toMatchObject({
      status: 'killed',
      kill: { why: 'wrong month', force: false },
    })
    const again = await horarium(project, 'schedule:kill', id)
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('has ended already as killed') as unknown })
  })

  it('ends a handler that does not listen, with its process', async () => {
    const run = begin(project, 'job:run', 'stubborn')
    await run.until('stubborn began')
    const id = await idOf('--status', 'running')
    expect(await answerOf(project, 'schedule:kill', id, '--force')).toMatchObject({ outcome: 'killed' })
    expect(await run.ended).toMatchObject({ code: 1, stderr: expect.stringContaining('killed by') as unknown })
  })

  it('ends what waits at once', async () => {
    const id = await added()
    expect(await answerOf(project, 'schedule:kill', id)).toMatchObject({ id, status: 'killed', outcome: 'ended' })
  })

  it('names the nearest ids when it does not know one', async () => {
    const id = await added()
    const { code, stderr } = await horarium(project, 'schedule:kill', id.replace('well', 'wel'))
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`Did you mean ${id}`) as unknown })
  })
})

describe('schedule:remove', () => {
  it('lets vanish what was added by hand', async () => {
    const id = await added()
    expect(await answerOf(project, 'schedule:remove', id)).toEqual({ id, outcome: 'vanished' })
    expect((await horarium(project, 'schedule:remove', id)).code).toBe(2)
  })
})
