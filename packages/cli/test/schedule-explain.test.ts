import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({ [CONFIG_XML]: jobsXml({ nightly: { does: 'ok', when: at('0 3 * * *') } }) })
})
afterAll(() => removeProject(project))

describe('schedule:explain', () => {
  it('tells a person in sentences and a program in fields', async () => {
    const { code, stdout } = await horarium(project, 'schedule:explain', 'nightly', '2099-01-31T04:00')
    expect(code).toBe(0)
    expect(stdout).toContain("The calendar of nightly is '0 3 * * *' (standard, UTC), at 03:00 every day (UTC).")
    expect(stdout).toContain('The nearest are 2099-01-31 03:00 UTC before and 2099-02-01 03:00 UTC after.')

    const answer = await answerOf(project, 'schedule:explain', 'Nightly', '2099-01-31T03:00')
    expect(answer).toMatchObject({ jobCode: 'nightly', isWanted: true, entry: null, definition: { why: null } })
  })

  it('refuses a job that nobody knows, with the nearest name', async () => {
    const { code, stderr } = await horarium(project, 'schedule:explain', 'nihgtly', 'now')
    expect(code).toBe(2)
    expect(stderr).toContain('Did you mean nightly?')
  })
})
