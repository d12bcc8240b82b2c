import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { configurationFor } from '../cli/configuration.ts'
import { obtainFacts } from '../cli/facts.ts'
import { quietFlags, scopeFlags } from '../cli/flags.ts'
import { scopeOf } from '../cli/options.ts'
import { drawn, print, wantsColor, widthOf } from '../cli/terminal.ts'
import { Facts } from '../inventory/inventory.ts'
import { behindBalancers } from '../network/exposure/behind.ts'
import { InternetExposure } from '../network/exposure/exposure.ts'
import { PATH_KINDS } from '../network/path/world.ts'
import { exposureJson, exposureTable } from '../reporters/exposure.ts'
import { GLOBAL } from '../snapshot/fact.ts'
import { UserError } from '../user-error.ts'

export default class ExposureCommand extends Command {
  static override summary = 'List what the internet can reach, on which ports, and by which way.'
  static override description = `Every network interface that strangers can call: by its address, the route, the network ACL and the
security group together, there and back. A group that is open behind a closed ACL is not listed, and neither
is a public address without a route. What could not be decided is listed apart.

Exit status: 0, all was decided; 3, something could not be; 2, the command could not do its work.`
  static override examples = [
    '<%= config.bin %> exposure --demo',
    '<%= config.bin %> exposure --region us-east-1 --vpc vpc-0a1b2c3d --format json',
  ]
  static override flags = {
    ...scopeFlags,
    vpc: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      delimiter: ',',
      description: 'Only interfaces of this VPC.',
    }),
    format: Flags.option({
      options: ['table', 'json'] as const,
      default: 'table' as const,
      description: 'For people, or for programs.',
    })(),
    ...quietFlags,
  }

  async run(): Promise<void> {
    const { flags } = await this.parse(ExposureCommand)
    const { snapshot, regions } = await obtainFacts(scopeOf(flags, await configurationFor(flags)), PATH_KINDS)
    const facts = new Facts(snapshot, regions)
    const here = facts.places.find((place) => place.region !== GLOBAL)
    if (!here) throw new UserError('No region was read: there is no network to look at.')
    const world = facts.at(here)
    const places = facts.places.filter((place) => place.region !== GLOBAL)
    const unread = places.find((place) => !world.networkInterfaces.readIn(place))
    if (unread) {
      const reason = world.networkInterfaces.unreadIn(unread)?.reason ?? 'they were not read'
      throw new UserError(
        `The network interfaces of ${unread.account}, ${unread.region}, are not known (${reason}).`,
      )
    }
    const wanted = new Set(flags.vpc)
    const enis = world.networkInterfaces.everywhere.filter(
      (eni) => wanted.size === 0 || wanted.has(eni.VpcId ?? ''),
    )
    if (wanted.size > 0 && enis.length === 0)
      throw new UserError(`No network interface that was read is in ${[...wanted].join(', ')}.`)
    const direct = new InternetExposure(world).of(world.networkInterfaces.everywhere)
    const all = [...direct.exposures, ...behindBalancers(direct.exposures, world)]
    const chosen = new Set(enis)
    const exposed = {
      exposures: all.filter((one) => chosen.has(one.eni)),
      undecided: direct.undecided.filter((one) => chosen.has(one.eni)),
    }
    const style = { color: wantsColor(flags.color, process.stdout), width: widthOf(process.stdout) }
    await print(flags.format === 'json' ? exposureJson(exposed) : drawn(exposureTable(exposed, style)))
    if (exposed.undecided.length > 0) process.exitCode = 3
  }
}
