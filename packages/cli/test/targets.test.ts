import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, eventually, horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

const BOXES = `
export const names = () => ['a', 'b', 'c']
export const none = () => { throw new Error('no mailboxes') }
`

let project = ''
beforeAll(() => {
  const targets = (method: string): string => `${at('always')}<targets>test_work/boxes::${method}</targets>`
  project = makeProject({
    'modules/Test/Work/Model/Boxes.mjs': BOXES,
    [CONFIG_XML]: jobsXml({
      mail: { does: 'ok', when: targets('names') },
      broken: { does: 'ok', when: targets('none') },
    }),
  })
})
afterAll(() => removeProject(project))

type Shape = Readonly<Record<string, unknown>>

function historyOf(...args: readonly string[]): Promise<readonly Shape[]> {
  return answerOf(project, 'history:list', ...args) as Promise<readonly Shape[]>
}

describe('a job with targets', () => {
  it('runs once for each in one pass; one whose provider throws takes only itself out', async () => {
    const { stderr } = await eventually(
      () => horarium(project, 'cron:run'),
      ({ code }) => code !== 0,
    )

    expect(stderr).toMatch(/^horarium: broken@\S+ error in \d+ ms: Error: no mailboxes$/m)
    const ran = await historyOf('--job', 'mail')
    expect(new Set(ran.map(({ target, status }) => `${String(target)} ${String(status)}`))).toEqual(
      new Set(['null success', 'a success', 'b success', 'c success']),
    )
    expect(ran).toHaveLength(4)
    expect(await historyOf('--job', 'mail', '--target', 'b')).toHaveLength(1)
  })

  it('is told by hand how many there are, or runs for one', async () => {
    expect((await horarium(project, 'job:run', 'mail')).stdout).toBe('Job mail was handed to 3 targets: a, b, c\n')

    const one = await answerOf(project, 'run-job', 'mail', '--target-id', 'b')
    expect(one).toMatchObject({ target: 'b', params: { target_id: 'b' }, status: 'success' })
  })

  it('gets an entry for one of them with schedule:add', async () => {
    const added = await answerOf(project, 'schedule:add', 'mail', '--at', '+1h', '--target', 'c')

    expect(added).toMatchObject({ target: 'c', status: 'pending', source: 'manual' })
  })
})
