import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** Which rooms and packages each room may import. `import type` of the SDK is free everywhere: it costs nothing. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/snapshot': ['src/user-error.ts', 'src/atomic-file.ts'],
  'src/inventory': ['src/snapshot'],
  'src/network': ['src/inventory', 'src/snapshot'],
  'src/rule.ts': ['src/inventory', 'src/snapshot'],
  rules: ['src/rule.ts', 'src/network', 'src/inventory', 'src/snapshot'],
  'src/audit': ['src/rule.ts', 'src/inventory', 'src/snapshot'],
  'src/config': ['src/audit', 'src/rule.ts', 'src/user-error.ts', 'src/nearest.ts', 'valibot', 'yaml'],
  // src/network: what a path and an exposure are; reporters turn them into text, too.
  'src/map': [
    'src/audit',
    'src/network',
    'src/inventory',
    'src/rule.ts',
    'src/snapshot',
    'src/user-error.ts',
    // Loaded when something is drawn.
    '@viz-js/viz',
  ],
  'src/changes': ['src/audit', 'src/network', 'src/inventory', 'src/rule.ts', 'src/snapshot'],
  'src/reporters': ['src/audit', 'src/changes', 'src/rule.ts', 'src/network', 'cli-table3', 'picocolors'],
  'src/aws': [
    'src/inventory',
    'src/snapshot',
    'src/user-error.ts',
    'src/nearest.ts',
    '@aws-sdk',
    '@smithy',
    'p-limit',
  ],
  'src/replay': ['src/snapshot', 'src/user-error.ts', '@aws-sdk', '@smithy'],
}

/** What may reach these only by `import()`, since they load the SDK: services.ts loads nothing until it is asked to. */
const THIN = ['src/commands', 'src/cli']
const LATE = /^src\/(aws|replay)\//
const LOADS_NOTHING = new Set(['src/aws/services.ts'])

const root = fileURLToPath(new URL('..', import.meta.url))
const files = ['src', 'rules'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
)
const inRoom = (room: string, file: string): boolean => file === room || file.startsWith(`${room}/`)

interface Import {
  readonly target: string
  readonly typeOnly: boolean
}

/** What a file imports as it loads; `import()` is not among it. Relative paths are those from the root. */
function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:(?:[\w*]+(?:\s+as\s+\w+)?,?\s*)?(?:\{[^}]*\}\s*)?from\s+)?['"]([^'"]+)['"]/gm,
  )
  return [...statements].map(([, type, target = '']) => ({
    target: target.startsWith('.') ? relative(root, join(root, dirname(file), target)) : target,
    typeOnly: type !== undefined,
  }))
}

describe('arrows point one way', () => {
  test.each(Object.entries(mayImport))('%s imports only what it may', (room, allowed) => {
    const own = files.filter((file) => inRoom(room, file))
    expect(own.length).toBeGreaterThan(0)
    const wrong = own.flatMap((file) =>
      importsOf(file)
        .filter(
          ({ target, typeOnly }) =>
            !(typeOnly && target.startsWith('@aws-sdk/')) && !target.startsWith('node:'),
        )
        .filter(({ target }) => ![room, ...allowed].some((one) => inRoom(one, target)))
        .map(({ target }) => `${file} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('commands load the SDK, and what loads it, only when they need it', () => {
    const thin = files.filter((file) => THIN.some((room) => inRoom(room, file)))
    expect(thin.length).toBeGreaterThan(5)
    const early = thin.flatMap((file) =>
      importsOf(file)
        .filter(({ target, typeOnly }) => !typeOnly && !LOADS_NOTHING.has(target))
        .filter(({ target }) => LATE.test(target) || /^@(aws-sdk|smithy)\//.test(target))
        .map(({ target }) => `${file} imports ${target}`),
    )
    expect(early).toEqual([])
  })

  test('nothing that judges asks the clock, the environment or chance', () => {
    const pure = files.filter((file) => /^(rules|src\/(network|inventory|audit))\//.test(file))
    const impure = pure.filter((file) =>
      /\bDate\.now\(|\bnew Date\(\)|\bprocess\.|\bMath\.random\(/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    )
    expect(impure).toEqual([])
  })

  test('the imports of a file are all seen', () => {
    expect(importsOf('src/aws/collect.ts').map(({ target }) => target)).toEqual(
      expect.arrayContaining([
        'p-limit',
        'src/inventory/inventory.ts',
        'src/snapshot/fact.ts',
        'src/aws/session.ts',
      ]),
    )
    expect(importsOf('src/inventory/kinds/vpcs.ts')[0]).toEqual({
      target: '@aws-sdk/client-ec2',
      typeOnly: true,
    })
  })
})
