import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'

const CHILD = fileURLToPath(new URL('../dist/child/main.js', import.meta.url))
const PARENT = fileURLToPath(new URL('support/lonely-parent.mjs', import.meta.url))

it('is gone seconds after its parent was killed, also one that loops for ever', async () => {
  const parent = fork(PARENT, { execArgv: [] })
  const [pids] = (await once(parent, 'message')) as [readonly number[]]
  parent.kill('SIGKILL')
  await once(parent, 'exit')

  expect(pids.length).toBeGreaterThan(0)
  await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([])
})

it('goes when its parent is gone before it has begun, and its folder with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hz-orphan-'))
  const child = fork(CHILD, [String(process.pid)], { cwd: folder, execArgv: [] })
  onTestFinished(() => void child.kill('SIGKILL'))
  rmSync(folder, { recursive: true })
  child.disconnect()

  await once(child, 'exit', { signal: AbortSignal.timeout(10_000) })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
