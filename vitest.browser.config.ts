import { defineConfig } from 'vitest/config'

const report = process.env['VITEST_REPORT']

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    globalSetup: 'test/browser/setup.ts',
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
})
