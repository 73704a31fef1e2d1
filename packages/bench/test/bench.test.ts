import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const PROGRAM = join(import.meta.dirname, '..', 'dist', 'index.js')
const run = promisify(execFile)

function bench(...given: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return run(process.execPath, [PROGRAM, ...given])
}

test('a quick bench of some rows answers one JSON object with the machine and those rows only', async () => {
  const { stdout } = await bench('--quick', '--json', '--only', 'bytesPerPending,generate')
  const report: unknown = JSON.parse(stdout)
  expect(report).toEqual({
    machine: {
      cpu: expect.any(String),
      cores: expect.any(Number),
      memoryGiB: expect.any(Number),
      system: expect.any(String),
      node: process.version,
      redis: expect.stringMatching(/\d+\.\d+/),
      loadAverage: [expect.any(Number), expect.any(Number), expect.any(Number)],
    },
    generate: { perSecond: expect.any(Number), bullmqPerSecond: expect.any(Number), ratio: expect.any(Number) },
    bytesPerPending: expect.any(Number),
    peers: {
      generate: { entries: expect.any(Number), rawRedisPerSecond: expect.any(Number) },
      bytesPerPending: { entries: expect.any(Number), bullmqBytes: expect.any(Number) },
    },
  })
})

test('a table names every bar and says whether it is met', async () => {
  const { stdout } = await bench('--quick', '--only', 'bytesPerPending')
  expect(stdout).toMatch(/bytesPerPending +Redis bytes per pending entry +\d+ +<= 200 +(met|MISSED)/)
})

test('an unknown row is refused with the ones there are', async () => {
  await expect(bench('--only', 'genrate')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("No row 'genrate'. Did you mean generate"),
  })
})
