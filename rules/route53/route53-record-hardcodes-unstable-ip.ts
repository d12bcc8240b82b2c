import type { RowOf } from '../../src/inventory/inventory.ts'
import { isByExternalDns } from '../../src/network/external-dns.ts'
import { parsePrefix } from '../../src/network/prefix.ts'
import { isPrivate } from '../../src/network/private-ranges.ts'
import { lossOf, namedAddresses } from '../../src/network/record-holders.ts'
import { ownZones } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { changeRecord } from '../../src/network/routing-policies.ts'
import { type Inventory, defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-record-hardcodes-unstable-ip',
  title: 'A record holds an address of an ALB or CLB node, or an auto-assigned instance address',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'resourceRecordSets', 'networkInterfaces'],
  consults: ['hostedZoneDetails'],
  why: `Application and Classic Load Balancers replace their nodes whenever they scale, and an address that EC2 assigned
by itself is gone at the next stop of the instance. The record then points at nobody, or at another customer.`,
  fix: `Point an alias at the load balancer; give the instance an Elastic IP address.`,
  check: `In the EC2 console, search the network interfaces for the address, and look at the description and at whether
the address has an allocation id.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html',

  *judge(inventory) {
    for (const [zone, records] of ownZones(inventory)) {
      for (const record of records ?? []) {
        if (!record.ResourceRecords || (record.Type !== 'A' && record.Type !== 'AAAA')) continue
        const held = record.ResourceRecords.flatMap(({ Value }) => holderOf(Value, zone, inventory) ?? [])
        const lost = held.flatMap((one) => ('loss' in one && one.loss ? [{ ...one, loss: one.loss }] : []))
        const [first] = lost
        const open = held.find((one) => 'unknown' in one)
        if (!first) {
          if (open && 'unknown' in open) yield unknown(record, open.unknown)
          else if (held.length > 0) yield pass(record)
          continue
        }
        const isKept = isByExternalDns(record, inventory)
        yield fail(record, {
          message: `${plainName(record.Name)} (${record.Type}) names ${first.address}, ${first.loss}: its users then reach nobody, or somebody else${isKept ? ', until ExternalDNS, which keeps the record, has changed it' : ''}.`,
          severity: isKept ? 'info' : undefined,
          evidence: lost.map(({ address, eni }) => [
            eni,
            `has ${address}`,
            {
              Name: record.Name,
              Value: address,
              NetworkInterfaceId: eni.id,
              Description: eni.Description,
              InstanceId: eni.Attachment?.InstanceId,
              IpOwnerId: eni.Association?.IpOwnerId,
            },
          ]),
          remediation: first.eni.Attachment?.InstanceId
            ? `aws ec2 allocate-address; aws ec2 associate-address --instance-id ${first.eni.Attachment.InstanceId} --allocation-id ALLOCATION; ${changeRecord(zone, 'UPSERT', `${record.id} with the new address`)}`
            : changeRecord(
                zone,
                'UPSERT',
                `${record.id} as an alias to the load balancer, with EvaluateTargetHealth true`,
              ),
        })
      }
    }
  },
})

type Looks = Inventory<'networkInterfaces' | 'hostedZoneDetails'>
type Holder =
  | {
      readonly address: string
      readonly eni: Looks['networkInterfaces']['everywhere'][number]
      readonly loss: string | undefined
    }
  | { readonly unknown: string }

/** The interface that a value means: a private address means one only in a VPC that resolves the zone. */
function holderOf(
  value: string | undefined,
  zone: RowOf<'hostedZones'>,
  inventory: Looks,
): Holder | undefined {
  const address = value?.includes(':') ? value.toLowerCase() : value
  const found = inventory.networkInterfaces.where(namedAddresses, address)
  const [first] = found
  if (!first || address === undefined) return undefined
  const prefix = parsePrefix(address)
  if (!prefix || !isPrivate(prefix)) return { address, eni: first, loss: lossOf(first, address) }

  const losing = found.find((eni) => lossOf(eni, address))
  if (!losing) return undefined
  const vpcs = inventory.hostedZoneDetails.under(zone.id)?.[0]?.VPCs?.map((vpc) => vpc.VPCId)
  if (!vpcs?.every(Boolean)) {
    const where =
      zone.Config?.PrivateZone === false
        ? 'a public zone is asked from anywhere'
        : 'in which VPCs the zone is resolved was not read'
    return { unknown: `${address} may be that of ${losing.id}: ${where}` }
  }
  const here = found.filter((eni) => vpcs.includes(eni.VpcId))
  const [eni] = here
  if (!eni) return undefined
  const losses = here.map((one) => lossOf(one, address))
  return losses.every(Boolean)
    ? { address, eni, loss: losses[0] }
    : {
        unknown: `${address} is that of ${here.map((one) => one.id).join(' and ')}, in VPCs that resolve the zone`,
      }
}
