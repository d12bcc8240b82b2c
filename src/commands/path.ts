import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { configurationFor } from '../cli/configuration.ts'
import { obtainFacts } from '../cli/facts.ts'
import { quietFlags, scopeFlags } from '../cli/flags.ts'
import { scopeOf } from '../cli/options.ts'
import { print, wantsColor, widthOf } from '../cli/terminal.ts'
import { Facts } from '../inventory/inventory.ts'
import { writeWhole } from '../atomic-file.ts'
import { MAP_KINDS } from '../map/build.ts'
import { pathSvg } from '../map/path-map.ts'
import { protocolNumber } from '../network/nacl.ts'
import type { Verdict } from '../network/path/hops.ts'
import { type PathAnswer, QuestionError, askPath } from '../network/path/question.ts'
import { PATH_KINDS } from '../network/path/world.ts'
import { pathJson, pathMermaid, pathText } from '../reporters/path.ts'
import { GLOBAL } from '../snapshot/fact.ts'
import { UserError } from '../user-error.ts'

const STATUS: Readonly<Record<Verdict, number>> = { delivered: 0, 'exits-network': 0, dropped: 1, unknown: 3 }

export default class Path extends Command {
  static override summary = 'Follow a packet from A to B and back, hop by hop.'
  static override description = `Says whether a connection works and, if not, the one thing that stops it: the security group, the
network ACL entry by number, the route, the gateway. Across VPCs, peerings, transit gateways, accounts and
regions of what was read. --from and --to take an instance (i-…), a network interface (eni-…), an IP address,
"internet", or a load balancer (name or ARN); --from also a gateway by which packets come in (vgw-…,
tgw-attach-…, igw-…).

Exit status: 0, delivered (or leaves what was read); 1, dropped; 3, a needed fact was not read; 2, bad question.`
  static override examples = [
    '<%= config.bin %> path --demo --from internet --to shop --port 443',
    '<%= config.bin %> path --snapshot prod.ndjson.gz --from i-0123456789abcdef0 --to 10.2.3.4 --port 5432',
  ]
  static override flags = {
    from: Flags.string({
      required: true,
      description:
        'Who calls: i-…, eni-…, an IP address, internet, a load balancer, or a gateway (vgw-…, tgw-attach-…, igw-…).',
    }),
    to: Flags.string({
      required: true,
      description: 'Who is called: i-…, eni-…, an IP address, internet, or a load balancer (name or ARN).',
    }),
    protocol: Flags.string({ default: 'tcp', description: 'tcp, udp, icmp, icmpv6, or a number of IANA.' }),
    port: Flags.integer({
      default: 443,
      min: 0,
      max: 65_535,
      description: 'The port that is called; for ICMP the type.',
    }),
    'source-port': Flags.integer({
      min: 0,
      max: 65_535,
      description: "The caller's port. Default: the range that such a caller uses.",
    }),
    ipv6: Flags.boolean({ description: 'By IPv6, where the ends have both.' }),
    format: Flags.option({
      options: ['text', 'json', 'mermaid', 'svg'] as const,
      default: 'text' as const,
      description: 'For people, for programs, as a diagram, or drawn on its part of the map.',
    })(),
    output: Flags.string({
      char: 'o',
      helpValue: 'FILE',
      description: 'Write it to a file instead of standard output.',
    }),
    ...scopeFlags,
    ...quietFlags,
  }

  async run(): Promise<void> {
    const { flags } = await this.parse(Path)
    const protocol = protocolNumber(flags.protocol)
    if (protocol === undefined || protocol < 0 || protocol > 255)
      throw new UserError(
        `--protocol: "${flags.protocol}" is neither tcp, udp, icmp, icmpv6 nor a number up to 255.`,
      )
    const kinds = flags.format === 'svg' ? [...new Set([...PATH_KINDS, ...MAP_KINDS])] : PATH_KINDS
    const { snapshot, regions } = await obtainFacts(scopeOf(flags, await configurationFor(flags)), kinds)
    const facts = new Facts(snapshot, regions)
    const here = facts.places.find((place) => place.region !== GLOBAL)
    if (!here) throw new UserError('No region was read: there is no network to follow a packet in.')
    const question = {
      from: flags.from,
      to: flags.to,
      protocol,
      port: flags.port,
      sourcePort: flags['source-port'],
      family: flags.ipv6 ? (6 as const) : undefined,
    }
    const answer = answered(() => askPath(question, facts.at(here)))
    const style = { color: wantsColor(flags.color, process.stdout), width: widthOf(process.stdout) }
    const text = {
      text: () => pathText(answer, style),
      json: () => pathJson(answer),
      mermaid: () => pathMermaid(answer),
      svg: () => drawnPath(answer, facts),
    }
    const told = await text[flags.format]()
    if (flags.output) await writeWhole(flags.output, told)
    else await print(told)
    process.exitCode = STATUS[answer.verdict]
  }
}

async function drawnPath(answer: PathAnswer, facts: Facts): Promise<string> {
  const picture = await pathSvg(answer, facts)
  if (picture === undefined)
    throw new UserError('No VPC that was read is on this way: there is nothing to draw.')
  return picture
}

function answered<T>(ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    if (error instanceof QuestionError) throw new UserError(error.message)
    throw error
  }
}
