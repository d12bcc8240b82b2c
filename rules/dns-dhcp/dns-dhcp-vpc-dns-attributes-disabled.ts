import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { dnsServersOf, isAmazonResolver } from '../../src/network/dhcp.ts'
import { isWorkload } from '../../src/network/interfaces.ts'
import { same } from '../../src/network/same.ts'
import { type Evidence, type Resource, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Vpc = RowOf<'vpcs'>
type Known = Inventory<'vpcEndpoints' | 'vpcPeeringConnections' | 'dhcpOptions'>

export default defineRule({
  id: 'dns-dhcp-vpc-dns-attributes-disabled',
  title: 'VPC has DNS resolution or DNS hostnames turned off',
  topic: 'dns-dhcp',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpcs', 'vpcDnsSupport', 'vpcDnsHostnames', 'networkInterfaces'],
  consults: ['vpcEndpoints', 'vpcPeeringConnections', 'dhcpOptions'],
  why: `Without enableDnsSupport, Amazon's resolver does not answer in the VPC. Without either attribute, private hosted
zones, the private names of endpoints and DNS over peering do not work there, and names lead to public addresses.`,
  fix: `Turn both attributes on.`,
  check: `In the VPC console, look at «DNS resolution» and «DNS hostnames» of the VPC.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns-updating.html',

  *judge(inventory, { nonProduction }) {
    for (const vpc of inventory.vpcs) {
      if (!inventory.networkInterfaces.where('VpcId', vpc.id).some(isWorkload)) continue
      const support = inventory.vpcDnsSupport.under(vpc.VpcId)?.[0]?.Value
      const hostnames = inventory.vpcDnsHostnames.under(vpc.VpcId)?.[0]?.Value
      if (support === undefined || hostnames === undefined) {
        yield unknown(vpc, 'its attributes enableDnsSupport and enableDnsHostnames were not read')
        continue
      }
      const dependents = support && hostnames ? [] : dependentsOf(vpc, inventory)
      // Names for public instances alone are a matter of taste: nothing stops for want of them.
      if (support && (hostnames || dependents.length === 0)) {
        if (hostnames) yield pass(vpc)
        continue
      }
      const servers = dnsServersOf(vpc, inventory) ?? []
      const ownDns = servers.length > 0 && !servers.some(isAmazonResolver)
      const needing = dependents.map(([resource]) => resource.id).join(', ')
      const stopped = needing ? `; ${needing} cannot do without` : ''
      const usual = !support && ownDns && dependents.length === 0 ? 'low' : undefined
      yield fail(vpc, {
        severity: nonProduction(vpc) ? 'info' : usual,
        message: support
          ? `Private names do not resolve in this VPC, since enableDnsHostnames is off${stopped}.`
          : `Amazon's resolver does not answer in this VPC, since enableDnsSupport is off${ownDns ? `: names resolve only as far as ${servers.join(', ')} know them` : ''}${stopped}.`,
        evidence: [
          [
            vpc,
            `has enableDnsSupport ${support}, enableDnsHostnames ${hostnames}`,
            {
              VpcId: vpc.id,
              enableDnsSupport: support,
              enableDnsHostnames: hostnames,
              dependentFeatures: dependents.map(([resource]) => resource.id),
            },
          ],
          ...dependents,
        ],
        remediation: [
          ...(support ? [] : [`aws ec2 modify-vpc-attribute --vpc-id ${vpc.id} --enable-dns-support`]),
          ...(hostnames ? [] : [`aws ec2 modify-vpc-attribute --vpc-id ${vpc.id} --enable-dns-hostnames`]),
        ].join('; '),
      })
    }
  },
})

/** What needs the attributes in a VPC: endpoints that take a service's name, and peerings that resolve names. */
function dependentsOf(vpc: Vpc, inventory: Known): readonly Evidence[] {
  const endpoints = inventory.vpcEndpoints
    .where('VpcId', vpc.id)
    .filter((one) => one.PrivateDnsEnabled === true && same(one.State, 'available'))
  const peerings = inventory.vpcPeeringConnections
    .where(vpcsOf, vpc.id)
    .filter((one) => same(one.Status?.Code, 'active') && resolvesNames(one))
  return [
    ...endpoints.map((one) => evidence(one, 'has private DNS')),
    ...peerings.map((one) => evidence(one, 'is to resolve names')),
  ]
}

const evidence = (resource: Resource, fact: string): Evidence => [resource, fact, { id: resource.id }]

const vpcsOf = (connection: RowOf<'vpcPeeringConnections'>): readonly (string | undefined)[] => [
  connection.RequesterVpcInfo?.VpcId,
  connection.AccepterVpcInfo?.VpcId,
]

const resolvesNames = ({ RequesterVpcInfo, AccepterVpcInfo }: RowOf<'vpcPeeringConnections'>): boolean =>
  [RequesterVpcInfo, AccepterVpcInfo].some(
    (side) => side?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc === true,
  )
