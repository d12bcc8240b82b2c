/** Makes all that the package runs: `dist` from the sources, and oclif's manifest, so that help needs no command loaded. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { resolve } = createRequire(import.meta.url)

// Beside its place, then renamed: what runs meanwhile never finds half a program.
const [made, old] = [`dist.${process.pid}.new`, `dist.${process.pid}.old`]
const remove = (folder) => rmSync(join(root, folder), { recursive: true, force: true })

/** Runs a tool of node_modules with this very Node; its chatter is shown only when it fails. */
function run(tool, args) {
  const env = { ...process.env, OCLIF_SKIP_NEW_VERSION_CHECK: 'true' }
  try {
    execFileSync(process.execPath, [tool, ...args], { cwd: root, env, stdio: 'pipe' })
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? error.message}\n`)
    remove(made)
    process.exit(1)
  }
}

run(join(dirname(resolve('typescript/package.json')), 'bin/tsc'), [
  '-p',
  'tsconfig.build.json',
  '--outDir',
  made,
])
// The page of the HTML report: scripts and styles that a browser reads.
const page = 'src/reporters/html/page'
cpSync(join(root, page), join(root, made, page), {
  recursive: true,
  filter: (file) => !file.endsWith('tsconfig.json'),
})
if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), join(root, old))
renameSync(join(root, made), join(root, 'dist'))
remove(old)
run(join(dirname(resolve('oclif/package.json')), 'bin/run.js'), ['manifest'])
