import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { rules } from '../../rules/index.ts'
import { writeWhole } from '../atomic-file.ts'
import { suppressionsFor } from '../cli/acceptance.ts'
import { chooseRules, kindsOf } from '../cli/choose-rules.ts'
import { configurationFor, sayOf } from '../cli/configuration.ts'
import { obtainFacts } from '../cli/facts.ts'
import { quietFlags, ruleFlags, scopeFlags } from '../cli/flags.ts'
import { judge } from '../cli/judge.ts'
import { settled } from '../cli/options.ts'
import { print } from '../cli/terminal.ts'
import { Facts } from '../inventory/inventory.ts'
import { MAP_KINDS, networkMap } from '../map/build.ts'
import { dot } from '../map/dot.ts'
import { mermaid } from '../map/mermaid.ts'
import { painted } from '../map/paint.ts'
import { svg } from '../map/svg.ts'
import { UserError } from '../user-error.ts'

const FORMATS = ['svg', 'mermaid', 'dot'] as const

export default class NetworkMapCommand extends Command {
  static override summary = 'Draw the network, with findings on what they concern.'
  static override description = `VPCs with their subnets (public, private, isolated), gateways, endpoints and load balancers, and what joins
them: peering, transit gateways, VPN, Direct Connect. Hosts are never drawn. In large accounts subnets that
leave alike are one box; --no-collapse draws each, by zone.`
  static override examples = [
    '<%= config.bin %> map --demo --output map.svg',
    '<%= config.bin %> map --region us-east-1 --vpc shop --output shop.svg',
    '<%= config.bin %> map --snapshot prod.ndjson.gz --format mermaid > network.mmd',
  ]
  static override flags = {
    ...scopeFlags,
    ...ruleFlags,
    vpc: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      delimiter: ',',
      description: 'Only this VPC, by id or name; repeatable.',
    }),
    collapse: Flags.boolean({
      allowNo: true,
      description: 'Draw what is alike as one. Default: in maps of several VPCs and many subnets.',
    }),
    findings: Flags.boolean({ allowNo: true, default: true, description: 'Paint findings on the map.' }),
    format: Flags.option({
      options: FORMATS,
      helpGroup: 'OUTPUT',
      description: "Default: by the output's ending (.svg, .mmd, .dot), else svg.",
    })(),
    output: Flags.string({
      char: 'o',
      helpGroup: 'OUTPUT',
      helpValue: 'FILE',
      description: 'Write it to a file.',
    }),
    quiet: quietFlags.quiet,
  }

  async run(): Promise<void> {
    const { flags: given } = await this.parse(NetworkMapCommand)
    const config = await configurationFor(given)
    const flags = settled(given, config)
    const format = given.format ?? formatOf(given.output)
    const chosen = given.findings ? chooseRules(rules, flags, (rule) => sayOf(rule, config).enabled) : []
    const { snapshot, regions, source } = await obtainFacts(flags, [
      ...new Set([...kindsOf(chosen), ...MAP_KINDS]),
    ])
    const facts = new Facts(snapshot, regions)
    const map = networkMap(facts, {
      ...(given.vpc ? { vpcs: given.vpc } : {}),
      ...(given.collapse === undefined ? {} : { collapse: given.collapse }),
    })
    if (!map || map.boxes.length === 0) {
      throw new UserError(
        given.vpc
          ? `No VPC that was read is called ${given.vpc.join(' or ')}.`
          : 'No VPC was read: there is nothing to draw.',
      )
    }
    const { findings } = judge(facts, chosen, config, {
      scope: { regions, source },
      startedAt: '',
      suppressions: await suppressionsFor({}, config),
      countPasses: true,
    })
    const picture = painted(map, findings)
    const text = format === 'svg' ? await svg(picture) : format === 'dot' ? dot(picture) : mermaid(picture)
    // A picture is for a file; on a terminal it would be pages of coordinates.
    if (given.output) await writeWhole(given.output, text)
    else await print(text)
  }
}

function formatOf(file: string | undefined): (typeof FORMATS)[number] {
  if (file === undefined || /\.svg$/i.test(file)) return 'svg'
  if (/\.(mmd|mermaid)$/i.test(file)) return 'mermaid'
  if (/\.(dot|gv)$/i.test(file)) return 'dot'
  throw new UserError(`--output ${file}: its ending says no drawing (.svg, .mmd, .dot).`)
}
