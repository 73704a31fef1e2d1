import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: './vitest.global-setup.ts',
    include: ['packages/*/test/**/*.test.ts', 'modules/*/*/test/**/*.test.ts', '.ci/test/*.test.ts'],
    // Most of the tests wait for processes, and a machine of two cores would have one worker.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // What was built is loaded as it is, as anybody who installs it does.
    server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
})
