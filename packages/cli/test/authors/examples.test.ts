import { afterAll, describe, expect, it } from 'vitest'
import { AuthorsProject, examples } from './authors-project.js'

const shown = examples()
const project = new AuthorsProject(shown)
afterAll(() => project.remove())

describe('what the pages for authors show', () => {
  it('is there', () => {
    expect(project.modules.length).toBeGreaterThan(4)
    expect(shown.filter(({ path }) => path?.endsWith('.test.ts')).length).toBeGreaterThan(6)
  })

  it('compiles, the tests too', async () => {
    expect(await project.run('tsc', '-b', ...project.modules)).toBe('')
    expect(await project.run('tsc', '-p', '.')).toBe('')
  })

  it('is sound to the last node', async () => {
    expect(await project.run('horarium', 'validate')).toBe('')
  })

  it('passes its own tests', async () => {
    expect(await project.run('vitest', 'run')).toBe('')
  })
})
