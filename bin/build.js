/** Makes all that the package runs: `dist` from the sources, and oclif's manifest, so that help needs no command loaded. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { resolve } = createRequire(import.meta.url)

/** Runs a tool of node_modules with this very Node; its chatter is shown only when it fails. */
function run(tool, args) {
  const env = { ...process.env, OCLIF_SKIP_NEW_VERSION_CHECK: 'true' }
  try {
    execFileSync(process.execPath, [tool, ...args], { cwd: root, env, stdio: 'pipe' })
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? error.message}\n`)
    process.exit(1)
  }
}

rmSync(join(root, 'dist'), { recursive: true, force: true })
run(join(dirname(resolve('typescript/package.json')), 'bin/tsc'), ['-p', 'tsconfig.build.json'])
run(join(dirname(resolve('oclif/package.json')), 'bin/run.js'), ['manifest'])
