/** What holds for a command: a flag, then the environment, then the configuration, then the default. */
import { dirname, relative, resolve } from 'node:path'
import type { Format } from '../reporters/index.ts'
import type { FailOn } from '../audit/gate.ts'
import type { Config } from '../config/load.ts'
import type { Severity } from '../rule.ts'

/** Every value that both a flag and the configuration can set, by the flag's name. */
export interface Options {
  readonly region?: readonly string[] | undefined
  readonly 'all-regions'?: boolean | undefined
  readonly 'exclude-region'?: readonly string[] | undefined
  readonly profile?: string | undefined
  readonly 'role-arn'?: readonly string[] | undefined
  readonly 'external-id'?: string | undefined
  readonly topic?: readonly string[] | undefined
  readonly pillar?: readonly string[] | undefined
  readonly format: Format
  readonly output?: readonly string[] | undefined
  readonly 'min-severity': Severity
  readonly 'include-pass': boolean
  readonly 'fail-on': FailOn
  readonly 'allow-incomplete': boolean
  readonly baseline?: string | undefined
}

type Name = keyof Options

interface Place {
  /** Where it stands in the configuration. */
  readonly keys: readonly [part: string, key: string] | readonly [key: string]
  readonly env: string
  readonly fallback?: unknown
  /** Flags that settle the same: where one of them is given, the configuration has no say. */
  readonly besides?: readonly string[]
  /** A path, which the configuration means from its own folder. */
  readonly isPath?: true
}

const SCOPE_FIXED = ['snapshot', 'demo']

const PLACES: Readonly<Record<Name, Place>> = {
  region: { keys: ['scope', 'regions'], env: 'AWSNET_REGION', besides: [...SCOPE_FIXED, 'all-regions'] },
  'all-regions': {
    keys: ['scope', 'allRegions'],
    env: 'AWSNET_ALL_REGIONS',
    besides: [...SCOPE_FIXED, 'region'],
  },
  'exclude-region': {
    keys: ['scope', 'excludeRegions'],
    env: 'AWSNET_EXCLUDE_REGION',
    besides: [...SCOPE_FIXED, 'region'],
  },
  profile: { keys: ['scope', 'profile'], env: 'AWSNET_PROFILE', besides: SCOPE_FIXED },
  'role-arn': { keys: ['scope', 'roleArn'], env: 'AWSNET_ROLE_ARN', besides: SCOPE_FIXED },
  // Belongs to the role that the configuration names, not to one that a flag names.
  'external-id': {
    keys: ['scope', 'externalId'],
    env: 'AWSNET_EXTERNAL_ID',
    besides: [...SCOPE_FIXED, 'role-arn'],
  },
  topic: { keys: ['topics'], env: 'AWSNET_TOPIC', besides: ['rule'] },
  pillar: { keys: ['pillars'], env: 'AWSNET_PILLAR', besides: ['rule'] },
  format: { keys: ['report', 'format'], env: 'AWSNET_FORMAT', fallback: 'table' },
  output: { keys: ['report', 'output'], env: 'AWSNET_OUTPUT', isPath: true },
  'min-severity': { keys: ['report', 'minSeverity'], env: 'AWSNET_MIN_SEVERITY', fallback: 'info' },
  'include-pass': { keys: ['report', 'includePass'], env: 'AWSNET_INCLUDE_PASS', fallback: false },
  'fail-on': { keys: ['gate', 'failOn'], env: 'AWSNET_FAIL_ON', fallback: 'high' },
  'allow-incomplete': { keys: ['gate', 'allowIncomplete'], env: 'AWSNET_ALLOW_INCOMPLETE', fallback: false },
  baseline: { keys: ['gate', 'baseline'], env: 'AWSNET_BASELINE', isPath: true },
}

/** One value with where it came from, for `config show`. */
export interface Settled {
  readonly key: string
  readonly value: unknown
  readonly from: string
}

/** The flags of a command with what the configuration and the defaults add to them. */
export function settled<Flags extends object>(flags: Flags, config: Config): Flags & Options {
  const told: Record<string, unknown> = Object.fromEntries(Object.entries(flags))
  for (const [name, value] of Object.entries(PLACES)) {
    if (told[name] !== undefined) continue
    const own = isSettledBy(value, flags) ? undefined : fromConfig(value, config)
    told[name] = own ?? value.fallback
  }
  // Each name got the value that its flag, the schema of the configuration, or the fallback gives it.
  return told as Flags & Options
}

/** The flags with what the configuration says of where to read; a command may have formats of its own. */
export function scopeOf<Flags extends object>(flags: Flags, config: Config): Flags {
  const scope = Object.entries(PLACES).filter(([, place]) => place.keys[0] === 'scope')
  const told = settled(flags, config) as Readonly<Record<string, unknown>>
  return { ...flags, ...Object.fromEntries(scope.map(([name]) => [name, told[name]])) }
}

/** Every value with its origin: `--fail-on`, `AWSNET_FAIL_ON`, `awsnet.config.yaml:12` or `default`. */
export function origins(
  flags: Readonly<Record<string, unknown>>,
  given: ReadonlySet<string>,
  config: Config,
): readonly Settled[] {
  const values = settled(flags, config) as Readonly<Record<string, unknown>>
  return Object.entries(PLACES).map(([name, place]) => {
    const key = place.keys.join('.')
    const value = values[name]
    if (given.has(name)) return { key, value, from: `--${name}` }
    if (flags[name] !== undefined) return { key, value, from: place.env }
    const own = isSettledBy(place, flags) ? undefined : fromConfig(place, config)
    const { file } = config
    if (own !== undefined && file) {
      return {
        key,
        value,
        from: `${relative(process.cwd(), file.path) || file.path}:${file.lineOf(place.keys)}`,
      }
    }
    return { key, value, from: 'default' }
  })
}

const isSettledBy = ({ besides = [] }: Place, flags: object): boolean =>
  besides.some((name) => {
    const value = (flags as Readonly<Record<string, unknown>>)[name]
    return value !== undefined && value !== false
  })

function fromConfig({ keys, isPath }: Place, { values, file }: Config): unknown {
  let value: unknown = values
  for (const key of keys) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key]
  if (keys[1] === 'roleArn' && typeof value === 'string') return [value]
  if (!isPath || !file) return value
  const folder = dirname(file.path)
  if (Array.isArray(value)) return value.map((one) => resolve(folder, String(one)))
  return typeof value === 'string' ? resolve(folder, value) : value
}
