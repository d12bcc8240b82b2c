import { defineConfig } from 'vitest/config'

// CI counts from the runner's own report.
const report = process.env['VITEST_REPORT']

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/moto/**', 'test/browser/**', 'node_modules/**'],
    testTimeout: 30_000,
    // The SDK's notice about Node 20; the CLI's own silence is tested in an environment without this.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
})
