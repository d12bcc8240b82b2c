import type { Inventory, Row, RowOf } from '../../src/inventory/inventory.ts'
import { partitionOf } from '../../src/inventory/kind.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, type Resource, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Zone = RowOf<'availabilityZones'>
type Known = Inventory<
  'availabilityZones' | 'subnets' | 'vpcPeeringConnections' | 'transitGatewayAttachments'
>

export default defineRule({
  id: 'vpc-zone-name-mapping-differs',
  title: 'Accounts that share a network call zones differently',
  topic: 'vpc',
  pillar: 'operations',
  severity: 'info',
  needs: ['availabilityZones', 'subnets'],
  consults: ['vpcPeeringConnections', 'transitGatewayAttachments'],
  why: `us-east-1a is another building in each account. A plan that says «zone a» in two accounts may put both halves in
different buildings, or the standby into the same one as what it stands by for.`,
  fix: `Name zones by their ids (use1-az4), which are the same for everyone, in templates and runbooks.`,
  check: `Run aws ec2 describe-availability-zones in both accounts and compare ZoneName and ZoneId.`,
  reference: 'https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html',

  *judge(inventory) {
    const { account, region } = inventory.here
    const own = zonesOf(account, inventory)
    if (own.size === 0) return
    const shared = sharedWith(account, region, inventory)
    for (const [other, resources] of shared) {
      if (other < account && inventory.availabilityZones.readIn({ account: other, region })) continue // judged there
      yield judge({ account, region }, own, other, resources, inventory)
    }
  },
})

/** Zone names of an account here, with what they are for everyone. */
function zonesOf(account: string, { availabilityZones, here }: Known): ReadonlyMap<string, Zone> {
  const zones = availabilityZones.where('region', here.region).filter((zone) => zone.account === account)
  return new Map(
    zones.flatMap((zone) => (zone.ZoneName && zone.ZoneId ? [[zone.ZoneName, zone] as const] : [])),
  )
}

/** The accounts with which an account has a network in common here, and by what. */
function sharedWith(
  account: string,
  region: string,
  inventory: Known,
): ReadonlyMap<string, ReadonlySet<string>> {
  const shared = new Map<string, Set<string>>()
  const add = (other: string | undefined, by: string): void => {
    if (other === undefined || other === account) return
    shared.set(other, (shared.get(other) ?? new Set()).add(by))
  }
  const isHere = (row: Row): boolean => row.region === region
  for (const subnet of inventory.subnets.where('account', account).filter(isHere))
    add(subnet.OwnerId, subnet.id)
  for (const peering of inventory.vpcPeeringConnections.where('account', account).filter(isHere)) {
    if (!same(peering.Status?.Code, 'active')) continue
    const sides = [peering.RequesterVpcInfo, peering.AccepterVpcInfo].filter(
      (side) => side?.Region === region,
    )
    if (sides.some((side) => side?.OwnerId === account))
      for (const side of sides) add(side?.OwnerId, peering.id)
  }
  const { transitGatewayAttachments } = inventory
  for (const one of transitGatewayAttachments.where('TransitGatewayOwnerId', account).filter(isHere))
    add(one.ResourceOwnerId, one.id)
  for (const one of transitGatewayAttachments.where('ResourceOwnerId', account).filter(isHere))
    add(one.TransitGatewayOwnerId, one.id)
  return shared
}

function judge(
  { account, region }: { readonly account: string; readonly region: string },
  own: ReadonlyMap<string, Zone>,
  other: string,
  sharedResources: ReadonlySet<string>,
  inventory: Known,
): Judgement {
  const resource: Resource = {
    account,
    region,
    type: 'AWS::::Account',
    id: account,
    arn: `arn:${partitionOf(region)}:iam::${account}:root`,
  }
  const theirs = zonesOf(other, inventory)
  if (theirs.size === 0)
    return unknown(resource, `how account ${other} calls the zones of ${region} was not read`, other)
  const different = [...own.values()].flatMap((zone) => {
    const there = theirs.get(zone.ZoneName ?? '')
    return there && there.ZoneId !== zone.ZoneId ? [{ zone, there }] : []
  })
  if (different.length === 0) return pass(resource, other)
  const names = different.map(({ zone }) => zone.ZoneName).join(', ')
  return fail(resource, {
    key: other,
    message: `${names} ${different.length === 1 ? 'is another building' : 'are other buildings'} in account ${other}, with which this one shares a network: plans that go by zone names may double a zone or split a pair.`,
    evidence: different.map(({ zone, there }) => [
      zone,
      `is ${zone.ZoneName} here, and ${there.ZoneId} is ${zone.ZoneName} in ${other}`,
      {
        region,
        accountA: account,
        accountB: other,
        zoneName: zone.ZoneName,
        zoneIdA: zone.ZoneId,
        zoneIdB: there.ZoneId,
        sharedResources: [...sharedResources],
      },
    ]),
    remediation: `aws ec2 describe-availability-zones --region ${region} --query 'AvailabilityZones[].[ZoneName,ZoneId]' in both accounts; write the ids into templates and runbooks`,
  })
}
