import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const PARENT = fileURLToPath(new URL('support/lonely-parent.mjs', import.meta.url))

it('is gone seconds after its parent was killed, also one that loops for ever', async () => {
  const parent = fork(PARENT, { execArgv: [] })
  const [pids] = (await once(parent, 'message')) as [readonly number[]]
  parent.kill('SIGKILL')
  await once(parent, 'exit')

  expect(pids.length).toBeGreaterThan(0)
  await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([])
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
