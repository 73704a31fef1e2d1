import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkHandlers } from '@horarium/children'
import type { HandlerAddress } from '@horarium/config/handlers'
import { expect, it } from 'vitest'
import { trouble } from './support/test-crew.js'

const quiet = () => undefined
const options = { directory: tmpdir(), logger: { debug: quiet, info: quiet, warn: quiet, error: quiet } }

function file(name: string, text: string): HandlerAddress {
  const path = join(mkdtempSync(join(tmpdir(), 'hz-check-')), `${name}.mjs`)
  writeFileSync(path, text)
  return { file: path, className: name, method: 'run' }
}

it('tells what is wrong with each handler, in their order', async () => {
  const handlers = [
    trouble('succeed'),
    file('Thrower', 'throw new Error("no luck")'),
    trouble('nothing'),
    trouble('fail'),
  ]
  const [sound, thrower, missing, fail] = await checkHandlers(handlers, options)
  expect([sound, fail]).toEqual([undefined, undefined])
  expect(thrower?.message).toContain('no luck')
  expect(missing?.message).toContain('it has no method nothing')
})

it('outlives code that ends its process where it is loaded, and checks the others', async () => {
  const handlers = [file('One', 'process.exit(0)'), trouble('succeed'), file('Two', 'process.abort()')]
  const [one, sound, two] = await checkHandlers(handlers, options)
  expect(one?.message).toContain('One.mjs ends its process when it is loaded')
  expect(sound).toBeUndefined()
  expect(two?.message).toContain('ends its process')
})
