import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { isWorkload, publicIpsOf } from '../../src/network/interfaces.ts'
import { effectiveRouteTable, isActive, targetOf } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Options = RowOf<'vpcBlockPublicAccessOptions'>
type Known = Inventory<'networkInterfaces' | 'natGateways' | 'routeTables' | 'subnets'>

export default defineRule({
  id: 'igw-public-access-block-off',
  title: 'VPC Block Public Access is off where nothing needs the internet',
  topic: 'igw',
  pillar: 'security',
  severity: 'low',
  needs: [
    'vpcBlockPublicAccessOptions',
    'vpcs',
    'subnets',
    'networkInterfaces',
    'natGateways',
    'routeTables',
  ],
  why: `VPC Block Public Access stops internet gateways for a whole region, whatever routes and security groups say. Where
nothing uses the internet it costs nothing, and no later mistake can open the region.`,
  fix: `Turn it on where nothing needs the internet; elsewhere, block what comes in and exclude the VPCs that serve visitors.`,
  check: `In the VPC console, look at «Block Public Access» in the settings of each region.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html',

  *judge(inventory) {
    for (const options of inventory.vpcBlockPublicAccessOptions) {
      const mode = options.InternetGatewayBlockMode
      const own = [...inventory.vpcs]
      const isUsed =
        own.some((vpc) => vpc.IsDefault === false) ||
        [...inventory.networkInterfaces].some((eni) => same(eni.Status, 'in-use'))
      if (!isUsed) continue // a region that nobody works in
      if (same(mode, 'block-bidirectional', 'block-ingress')) yield pass(options)
      else if (same(mode, 'off')) yield judge(options, inventory)
      else yield unknown(options, `its mode ${mode} is not known here`)
    }
  },
})

function judge(options: Options, inventory: Known): Judgement {
  const publicEnis = [...inventory.networkInterfaces].filter((eni) => publicIpsOf(eni).length > 0)
  const publicNats = [...inventory.natGateways].filter(
    (gateway) => !same(gateway.ConnectivityType, 'private') && !same(gateway.State, 'deleted', 'failed'),
  )
  const routed = [...inventory.subnets].filter((subnet) => isRoutedToInternet(subnet, inventory))
  const isPublic = publicEnis.length > 0 || publicNats.length > 0 || routed.length > 0
  const region = options.region
  const block = (to: string): string =>
    `aws ec2 modify-vpc-block-public-access-options --region ${region} --internet-gateway-block-mode ${to}`
  return fail(options, {
    severity: isPublic ? 'info' : undefined,
    message: isPublic
      ? `One mistaken route or address is enough to open a VPC of ${region} to the internet: VPC Block Public Access is off.`
      : `Nothing in ${region} uses the internet, and nothing keeps it so: VPC Block Public Access is off.`,
    evidence: [
      [
        options,
        `is off; ${publicEnis.length} network interfaces have public addresses`,
        {
          AwsRegion: region,
          InternetGatewayBlockMode: options.InternetGatewayBlockMode,
          ManagedBy: options.ManagedBy,
          ExclusionsAllowed: options.ExclusionsAllowed,
          publicEniCount: publicEnis.length,
          publicNatGateways: publicNats.map((gateway) => gateway.id),
          subnetsRoutedToInternet: routed.map((subnet) => subnet.id),
        },
      ],
    ],
    remediation: isPublic
      ? `aws ec2 create-vpc-block-public-access-exclusion --vpc-id VPC --internet-gateway-exclusion-mode allow-bidirectional for each VPC that serves visitors, then ${block('block-ingress')}`
      : block('block-bidirectional'),
  })
}

/** Whether something in a subnet could use a route to an internet gateway; where that is not known, it could. */
function isRoutedToInternet(subnet: RowOf<'subnets'>, inventory: Known): boolean {
  if (!inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload)) return false
  const routes = effectiveRouteTable(subnet, inventory)?.Routes
  return (
    routes?.some(
      (route) =>
        isActive(route) !== false &&
        ['internet-gateway', 'egress-only-internet-gateway', 'other'].includes(targetOf(route).kind),
    ) ?? true
  )
}
