import { defineConfig } from 'vitest/config'

// CI counts from the runner's own report.
const report = process.env['VITEST_REPORT']

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/moto/**', 'node_modules/**'],
    testTimeout: 30_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
})
