/** Writes every file that is derived from others; with `--check` it only says which are stale. */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UserError } from '../src/user-error.ts'
import { steps } from './generate/generated.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const check = process.argv.includes('--check')
const stale: string[] = []
const derived = new Set<string>()

for (const step of steps) {
  for (const [path, text] of await step(root).catch(sayAndStop)) {
    derived.add(path)
    const known = await readFile(join(root, path), 'utf8').catch(() => undefined)
    if (known === text) continue
    stale.push(path)
    if (check) continue
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
}

// Pages of rules that are no more.
for (const page of await readdir(join(root, 'docs/rules')).catch(() => [])) {
  const path = `docs/rules/${page}`
  if (derived.has(path)) continue
  stale.push(path)
  if (!check) await rm(join(root, path))
}

if (stale.length > 0) console.log(`${check ? 'Stale' : 'Written'}:\n  ${stale.join('\n  ')}`)
if (check && stale.length > 0) {
  console.log('Run: npm run generate')
  process.exitCode = 1
}

function sayAndStop(error: unknown): never {
  if (!(error instanceof UserError)) throw error
  console.log(error.message)
  process.exit(1)
}
