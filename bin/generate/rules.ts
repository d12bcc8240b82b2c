import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { HEADER, camelCase } from './kinds.ts'

/** Every rule by its path below `rules/`, without the ending: `nat/nat-gateway-az-independence`. */
async function rulePaths(root: string): Promise<readonly string[]> {
  const topics = await readdir(join(root, 'rules'), { withFileTypes: true })
  const paths: string[] = []
  for (const topic of topics.filter((entry) => entry.isDirectory())) {
    for (const file of await readdir(join(root, 'rules', topic.name))) {
      if (file.endsWith('.ts')) paths.push(`${topic.name}/${file.replace('.ts', '')}`)
    }
  }
  return paths.sort()
}

/** Static imports, so that the compiler and the dead-code check see every rule. */
export async function ruleRegistry(root: string): Promise<ReadonlyMap<string, string>> {
  const paths = await rulePaths(root)
  const nameOf = (path: string): string => camelCase(path.split('/')[1] ?? path)
  const text = `${HEADER}import type { Rule } from '../src/rule.ts'
${paths.map((path) => `import ${nameOf(path)} from './${path}.ts'`).join('\n')}

/** Every rule, by topic and id. */
export const rules: readonly Rule[] = [
${paths.map((path) => `  ${nameOf(path)},`).join('\n')}
]
`
  return new Map([['rules/index.ts', text]])
}
