import { describe, expect, test } from 'vitest'
import { config, type Defined, define, job, moduleRoot } from './module-root.js'

const active = (name: string, inside: string): string => `<modules><${name}>${inside}</${name}></modules>`
const depends = (name: string, ...needs: readonly string[]): string =>
  active(name, `<active>true</active><depends>${needs.map((need) => `<${need}/>`).join('')}</depends>`)
const sequence = (name: string, ...needs: readonly string[]): string =>
  `<config><module name="${name}"><sequence>${needs.map((need) => `<module name="${need}"/>`).join('')}</sequence></module></config>`
const minute = (expression: string): string => `<schedule><cron_expr>${expression}</cron_expr></schedule>`

/** Modules of the vendor `A`, by their second name: the text of `etc/config.xml`, or texts by file. */
async function order(modules: Readonly<Record<string, string | Readonly<Record<string, string>>>>): Promise<Defined> {
  const files = Object.entries(modules).flatMap(([name, content]) => {
    const texts = typeof content === 'string' ? { 'config.xml': content } : content
    return Object.entries(texts).map(([file, text]): [string, string] => [`A/${name}/etc/${file}`, text])
  })
  return define(moduleRoot(Object.fromEntries(files)))
}

const namesOf = ({ tree }: Defined): readonly string[] => tree.modules.map(({ name }) => name)
const activeOf = ({ tree }: Defined): readonly string[] =>
  tree.modules.filter((one) => one.active).map((one) => one.name)

describe('the order of modules', () => {
  test('is by name, and a module comes after those it depends on, and theirs', async () => {
    const found = await order({
      A: config(job('x'), depends('A_A', 'A_D')),
      B: config(job('b')),
      C: config(job('c')),
      D: config(`<x>${minute('5 * * * *')}</x>`, depends('A_D', 'A_C')),
    })

    expect(namesOf(found)).toEqual(['A_B', 'A_C', 'A_D', 'A_A'])
    expect(found.jobs.get('x')?.cronExpr).toBe('* * * * *')
    expect(found.problems).toEqual([])
  })

  test('is the same in module.xml, as Magento 2 and as Magento 1 write it', async () => {
    const found = await order({
      A: { 'module.xml': sequence('A_A', 'A_B') },
      B: { 'module.xml': `<config>${depends('A_B', 'A_C')}</config>` },
      C: { 'module.xml': sequence('A_C') },
    })

    expect(namesOf(found)).toEqual(['A_C', 'A_B', 'A_A'])
    expect(found.problems).toEqual([])
  })

  test('does not hang on the number of ways that lead to a module', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `M${String(999 - index)}`)
    const modules = names.map((name, index): [string, string] => {
      return [name, config('', depends(`A_${name}`, ...names.slice(0, index).map((other) => `A_${other}`)))]
    })

    expect(namesOf(await order(Object.fromEntries(modules)))).toEqual(names.map((name) => `A_${name}`))
  })
})

describe('a dependency that cannot be met', () => {
  test('leaves the module out, and whoever depends on it, each with an error; the others go on', async () => {
    const found = await order({
      A: config(job('a'), depends('A_A', 'A_B')),
      B: `<config><crontab><jobs>${job('b')}</jobs></crontab>\n${depends('A_B', 'A_Dee')}</config>`,
      Deep: config(job('d')),
    })

    expect(activeOf(found)).toEqual(['A_Deep'])
    expect([...found.jobs.keys()]).toEqual(['d'])
    expect(found.problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        line: 2,
        path: 'config/modules/A_B/depends/A_Dee',
        message: 'A_B requires A_Dee, which is not there: A_B is left out',
        remedy: expect.stringContaining('A_Deep'),
      }),
      expect.objectContaining({ message: expect.stringContaining('A_B, which is left out itself') }),
    ])
  })

  test('is also one on a module that is switched off', async () => {
    const found = await order({
      A: config(job('a'), depends('A_A', 'A_B')),
      B: config(job('b'), active('A_B', '<active>false</active>')),
    })

    expect(found.jobs.size).toBe(0)
    expect(found.problems.map(({ message }) => message)).toEqual([
      'A_A requires A_B, which is inactive: A_A is left out',
    ])
  })

  test('in a circle leaves out all in it, naming the circle, and no one else', async () => {
    const found = await order({
      A: config(job('a'), depends('A_A', 'A_B')),
      B: config(job('b'), depends('A_B', 'A_C')),
      C: config(job('c'), depends('A_C', 'A_B')),
      D: config(job('d'), depends('A_D', 'A_D')),
      E: config(job('e')),
    })

    expect([...found.jobs.keys()]).toEqual(['e'])
    const messages = found.problems.map(({ message }) => message)
    expect(messages).toContain('A_B -> A_C -> A_B is a circle: A_C is left out')
    expect(messages).toContain('A_D -> A_D is a circle: A_D is left out')
    expect(messages).toContain('A_A requires A_B, which is left out itself: A_A is left out')
    expect(messages).toHaveLength(4)
  })

  test('of a <sequence> is a warning and no more, as in Magento 2', async () => {
    const found = await order({
      A: { 'module.xml': sequence('A_A', 'A_Z', 'A_B'), 'config.xml': config(job('a')) },
      B: { 'module.xml': sequence('A_B') },
    })

    expect(namesOf(found)).toEqual(['A_B', 'A_A'])
    expect([...found.jobs.keys()]).toEqual(['a'])
    expect(found.problems).toEqual([
      expect.objectContaining({ severity: 'warning', message: 'A_A comes after A_Z, which is not there' }),
    ])
  })
})

describe("a module's <active>", () => {
  test.each([
    ['true', true, 0],
    ['false', false, 0],
    ['0', false, 0],
    ['No', false, 0],
    ['1', true, 1],
    ['TRUE', true, 1],
    ['', false, 1],
    ['maybe', false, 1],
  ])("of '%s' is %s, with %i warnings", async (text, isActive, warnings) => {
    const found = await order({ A: config(job('a'), active('A_A', `<active>${text}</active>`)) })

    expect(activeOf(found)).toEqual(isActive ? ['A_A'] : [])
    expect(found.problems.map(({ path }) => path)).toEqual(Array(warnings).fill('config/modules/A_A/active'))
  })

  test('is not for another module to say, nor are its dependencies', async () => {
    const others = active('A_B', '<active>false</active><depends><A_Z/></depends>')

    const found = await order({ A: config(job('a'), others), B: config(job('b')) })

    expect([...found.jobs.keys()]).toEqual(['a', 'b'])
    expect(found.problems).toEqual([
      expect.objectContaining({ severity: 'warning', message: expect.stringContaining('only A_B itself') }),
    ])
  })
})
