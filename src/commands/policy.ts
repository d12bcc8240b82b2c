import { Command } from '@oclif/core/command'
import { rules } from '../../rules/index.ts'
import { iamActions } from '../aws/services.ts'
import { chooseRules, kindsOf } from '../cli/choose-rules.ts'
import { configurationFor, sayOf } from '../cli/configuration.ts'
import { configFlags, ruleFlags } from '../cli/flags.ts'
import { settled } from '../cli/options.ts'
import { print } from '../cli/terminal.ts'
import { withParents } from '../inventory/closure.ts'
import { kinds } from '../inventory/kinds/index.ts'

export default class Policy extends Command {
  static override summary = 'Print the least IAM policy that the chosen rules need.'
  static override description = `Exactly the read actions that an audit with the same rules calls, and no other. (--all-regions also
asks ec2:DescribeRegions; sts:GetCallerIdentity needs no permission.)`
  static override examples = [
    '<%= config.bin %> policy > awsnet-policy.json',
    '<%= config.bin %> policy --topic nat,routing',
  ]
  static override flags = { ...ruleFlags, ...configFlags }

  async run(): Promise<void> {
    const { flags: given } = await this.parse(Policy)
    const config = await configurationFor(given)
    const chosen = chooseRules(rules, settled(given, config), (rule) => sayOf(rule, config).enabled)
    const operations = withParents(kindsOf(chosen)).map((name) => kinds[name].operation)
    const actions = [...new Set(operations.flatMap(iamActions))].sort()
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Sid: 'AwsnetReadOnly', Effect: 'Allow', Action: actions, Resource: '*' }],
    }
    await print(`${JSON.stringify(policy, undefined, 2)}\n`)
  }
}
