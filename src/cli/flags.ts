import * as Flags from '@oclif/core/flags'
import { PILLARS, SEVERITIES } from '../rule.ts'

/** A list from the environment: oclif's own `env` would take it for one text. */
const listFrom = (name: string) => ({
  noCacheDefault: true,
  default: (): Promise<string[] | undefined> => {
    const names = (process.env[name] ?? '').split(',').map((one) => one.trim())
    const given = names.filter((one) => one !== '')
    return Promise.resolve(given.length > 0 ? given : undefined)
  },
})

/** The configuration file, which every command that reads or judges heeds. */
export const configFlags = {
  config: Flags.string({
    env: 'AWSNET_CONFIG',
    helpGroup: 'CONFIGURATION',
    helpValue: 'FILE',
    description:
      'Configuration. Default: awsnet.config.yaml or .json, in this folder or above it up to the root of the repository.',
  }),
  'no-config': Flags.boolean({
    helpGroup: 'CONFIGURATION',
    exclusive: ['config'],
    description: 'Heed no configuration file.',
  }),
}

/** Where facts come from: AWS, a snapshot, or the demo account. */
export const scopeFlags = {
  ...configFlags,
  region: Flags.string({
    char: 'r',
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    ...listFrom('AWSNET_REGION'),
    helpGroup: 'WHERE',
    helpValue: 'REGION',
    description:
      "AWS region; repeatable and comma-separated. Default: AWS_REGION, or the profile's own. [env: AWSNET_REGION]",
  }),
  'all-regions': Flags.boolean({
    env: 'AWSNET_ALL_REGIONS',
    helpGroup: 'WHERE',
    exclusive: ['region'],
    description: 'Every region that is enabled in the account.',
  }),
  'exclude-region': Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    ...listFrom('AWSNET_EXCLUDE_REGION'),
    helpGroup: 'WHERE',
    helpValue: 'REGION',
    description: 'Leave a region out. [env: AWSNET_EXCLUDE_REGION]',
  }),
  profile: Flags.string({
    env: 'AWSNET_PROFILE',
    helpGroup: 'WHERE',
    description: 'Profile of the AWS configuration.',
  }),
  'role-arn': Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    ...listFrom('AWSNET_ROLE_ARN'),
    helpGroup: 'WHERE',
    helpValue: 'ARN',
    description:
      'Assume this role and audit its account; repeatable, for several accounts in one run. [env: AWSNET_ROLE_ARN]',
  }),
  'external-id': Flags.string({
    env: 'AWSNET_EXTERNAL_ID',
    helpGroup: 'WHERE',
    dependsOn: ['role-arn'],
    description: 'External id that the role asks for.',
  }),
  'endpoint-url': Flags.string({
    helpGroup: 'WHERE',
    helpValue: 'URL',
    description: 'Ask this endpoint instead of AWS (also AWS_ENDPOINT_URL).',
  }),
  'request-timeout': Flags.integer({
    env: 'AWSNET_REQUEST_TIMEOUT',
    helpGroup: 'WHERE',
    helpValue: 'SECONDS',
    default: 20,
    min: 1,
    description: 'Give up an attempt after this many seconds.',
  }),
  snapshot: Flags.string({
    helpGroup: 'WHERE',
    helpValue: 'FILE',
    exclusive: ['demo', 'profile', 'role-arn', 'endpoint-url', 'all-regions'],
    description: 'Judge a snapshot (NDJSON, .gz, JSON, or a folder of AWS CLI outputs) and ask AWS nothing.',
  }),
  demo: Flags.boolean({
    helpGroup: 'WHERE',
    exclusive: ['profile', 'role-arn', 'endpoint-url', 'all-regions'],
    description: 'Audit the demo account that comes with awsnet: no AWS account is needed.',
  }),
}

export const ruleFlags = {
  rule: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    ...listFrom('AWSNET_RULE'),
    helpGroup: 'RULES',
    helpValue: 'ID',
    description: 'Check only these rules; ids or globs such as "nat-*". [env: AWSNET_RULE]',
  }),
  'skip-rule': Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    ...listFrom('AWSNET_SKIP_RULE'),
    helpGroup: 'RULES',
    helpValue: 'ID',
    description: 'Leave these rules out; ids or globs. [env: AWSNET_SKIP_RULE]',
  }),
  topic: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    ...listFrom('AWSNET_TOPIC'),
    helpGroup: 'RULES',
    description: 'Only rules of a topic: nat, routing, nacl, route53 … [env: AWSNET_TOPIC]',
  }),
  pillar: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    options: PILLARS,
    ...listFrom('AWSNET_PILLAR'),
    helpGroup: 'RULES',
    description: 'Only rules of a pillar. [env: AWSNET_PILLAR]',
  }),
}

/** A list from the environment, for flags that stand in a command of their own. */
export const envList = listFrom

export const quietFlags = {
  quiet: Flags.boolean({
    char: 'q',
    env: 'AWSNET_QUIET',
    helpGroup: 'OUTPUT',
    description: 'No progress and no table beside --output.',
  }),
  color: Flags.boolean({
    allowNo: true,
    helpGroup: 'OUTPUT',
    description: 'Colours, or none; default: on a terminal, unless NO_COLOR is set.',
  }),
}

export const severityOptions = SEVERITIES
