import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: './vitest.global-setup.ts',
    include: ['packages/*/test/**/*.test.ts', 'modules/*/*/test/**/*.test.ts', '.ci/test/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
  },
})
