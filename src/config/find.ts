import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../user-error.ts'

const NAMES = [
  'awsnet.config.yaml',
  'awsnet.config.yml',
  'awsnet.config.json',
  '.awsnet.yaml',
  '.awsnet.yml',
  '.awsnet.json',
]

/**
 * The configuration that holds in a folder: its own, or that of the nearest folder above it up to the root of the
 * repository. Outside of a repository only the folder itself counts: what lies in /tmp is anybody's.
 */
export async function findConfig(from: string): Promise<string | undefined> {
  const folders = foldersUp(resolve(from))
  for (const folder of folders) {
    const there = NAMES.filter((name) => existsSync(join(folder, name)))
    const [first, second] = there
    if (first && second)
      throw new UserError(`${folder} has two configurations, ${first} and ${second}: keep one of them.`)
    if (first) return join(folder, first)
    if (await packageSays(join(folder, 'package.json'))) return join(folder, 'package.json')
  }
  return undefined
}

function foldersUp(from: string): readonly string[] {
  const folders: string[] = []
  for (let folder = from; ; folder = dirname(folder)) {
    folders.push(folder)
    if (existsSync(join(folder, '.git'))) return folders
    if (dirname(folder) === folder) return [from]
  }
}

/** Whether a package.json has a part for awsnet. One that cannot be read is somebody else's trouble. */
async function packageSays(path: string): Promise<boolean> {
  try {
    const content: unknown = JSON.parse(await readFile(path, 'utf8'))
    return typeof content === 'object' && content !== null && 'awsnet' in content
  } catch {
    return false
  }
}
