import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { vpcKey } from '../../src/inventory/kinds/hosted-zones-by-vpc.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Endpoint = RowOf<'vpcEndpoints'>
type Known = Inventory<'vpcEndpoints' | 'vpcEndpointServices' | 'hostedZones' | 'hostedZonesByVpc'>

export default defineRule({
  id: 'endpoint-private-dns-disabled',
  title: 'Interface endpoint of an AWS service is without private DNS',
  topic: 'endpoint',
  pillar: 'cost',
  severity: 'medium',
  needs: ['vpcEndpoints', 'vpcEndpointServices'],
  consults: ['hostedZones', 'hostedZonesByVpc'],
  why: `SDKs call a service by its public name. Without private DNS, and without a private hosted zone for that name, the
name leads past the endpoint: it is paid for by the hour and carries nothing.`,
  fix: `Turn on private DNS for the endpoint (the VPC needs both DNS attributes), or delete the endpoint.`,
  check: `In the VPC console, look at «Private DNS names enabled» of the endpoint, and in Route 53 for a private hosted zone
of the service's name that is associated with the VPC.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html',

  *judge(inventory) {
    for (const endpoint of inventory.vpcEndpoints) {
      if (!same(endpoint.VpcEndpointType, 'Interface') || !same(endpoint.State, 'available')) continue
      if (!endpoint.ServiceName?.includes('amazonaws.')) continue
      const judgement = judge(endpoint, inventory)
      if (judgement) yield judgement
    }
  },
})

function judge(endpoint: Endpoint, inventory: Known): Judgement | undefined {
  const names = privateNames(endpoint, inventory)
  if (endpoint.PrivateDnsEnabled === true)
    return names === undefined || names.length > 0 ? pass(endpoint) : undefined
  if (names?.length === 0 || isTakenOver(endpoint, inventory)) return undefined
  if (!names || endpoint.PrivateDnsEnabled === undefined)
    return unknown(endpoint, 'whether it has private DNS, or whether its service offers it, was not read')

  const zone = zoneFor(names, endpoint, inventory)
  if ('unknown' in zone) return unknown(endpoint, zone.unknown)
  if (zone.name !== undefined) return undefined
  return fail(endpoint, {
    message: `${names.join(', ')} leads past this endpoint, which is paid for and carries nothing: it is without private DNS, and so is ${endpoint.VpcId} without a zone for the name.`,
    evidence: [
      [
        endpoint,
        'has PrivateDnsEnabled false',
        {
          VpcEndpointId: endpoint.id,
          ServiceName: endpoint.ServiceName,
          VpcId: endpoint.VpcId,
          privateHostedZoneFound: false,
        },
      ],
    ],
    remediation: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.id} --private-dns-enabled`,
  })
}

/**
 * The public names that private DNS would take over; none for what has no such name and for services of others.
 * Undefined where that was not read.
 */
function privateNames(endpoint: Endpoint, inventory: Known): readonly string[] | undefined {
  if (endpoint.ServiceName?.includes('.vpce.')) return []
  // S3 is two services of one name, for gateway and for interface endpoints.
  const services = inventory.vpcEndpointServices
    .where('ServiceName', endpoint.ServiceName)
    .filter((one) => one.region === endpoint.region)
  if (services.length === 0 || services.some((one) => !one.Owner)) return undefined
  return services
    .filter((one) => same(one.Owner, 'amazon'))
    .flatMap((one) => one.PrivateDnsNames?.map((name) => name.PrivateDnsName) ?? [one.PrivateDnsName])
    .flatMap((name) => name ?? [])
}

/** Another endpoint in the VPC answers for the service: one with private DNS or, for S3, a gateway endpoint. */
const isTakenOver = (endpoint: Endpoint, inventory: Known): boolean =>
  inventory.vpcEndpoints
    .where('VpcId', endpoint.VpcId)
    .some(
      (other) =>
        other !== endpoint &&
        other.ServiceName === endpoint.ServiceName &&
        !same(other.State, 'deleted', 'deleting', 'failed', 'rejected') &&
        (same(other.VpcEndpointType, 'Gateway') || other.PrivateDnsEnabled !== false),
    )

/**
 * A private zone for one of the names: that the VPC resolves, or that an audited account has. The latter reaches VPCs by
 * Route 53 Profiles, too, which are not read.
 */
function zoneFor(
  names: readonly string[],
  endpoint: Endpoint,
  inventory: Known,
): { readonly name: string | undefined } | { readonly unknown: string } {
  const fits = (zone: string | undefined): boolean =>
    names.some((name) => isWithin(plain(name), plain(zone ?? '')) || isWithin(plain(zone ?? ''), plain(name)))
  const shared = inventory.hostedZones.everywhere.find(
    (zone) => zone.Config?.PrivateZone !== false && fits(zone.Name),
  )
  if (shared) return { name: shared.Name }
  const resolved = inventory.hostedZonesByVpc.under(vpcKey(endpoint.region, endpoint.VpcId ?? ''))
  const known = inventory.hostedZones.readIn({ account: endpoint.account, region: 'global' })
  if (!resolved || !known)
    return { unknown: `the private hosted zones that ${endpoint.VpcId} resolves were not all read` }
  return { name: resolved.find((zone) => fits(zone.Name))?.Name }
}

const plain = (name: string): string => name.toLowerCase().replace(/^\*\./, '').replace(/\.$/, '')

/** Whether a name is a zone's own or lies below it; the root is no zone of anybody's. */
const isWithin = (name: string, zone: string): boolean =>
  zone !== '' && (name === zone || name.endsWith(`.${zone}`))
