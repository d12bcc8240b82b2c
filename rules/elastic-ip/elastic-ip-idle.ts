import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import { type Evidence, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Address = RowOf<'addresses'>

const HOUR = 3_600_000

export default defineRule({
  id: 'elastic-ip-idle',
  title: 'Elastic IP is not used by a running resource',
  topic: 'elastic-ip',
  pillar: 'cost',
  severity: 'low',
  needs: ['addresses', 'networkInterfaces', 'instances'],
  consults: ['natGateways', 'resourceRecordSets'],
  settings: {
    stoppedHours: 24,
    monthlyUsd: 3.65,
    reservedTags: ['reserved', 'allowlist', 'allow-list', 'whitelist', 'do-not-release'],
  },
  why: `Every public IPv4 address is charged by the hour, and an idle one buys nothing. It is a trap, too: once it is
released, whoever gets it next receives what DNS records and allow-lists still send to it.`,
  fix: `Remove the DNS records that name the address, then release it; tag it «reserved» if partners have it on an
allow-list.`,
  check: `In the EC2 console under «Elastic IPs», look for addresses without an association, and for those of interfaces
that are not attached and of instances that are stopped.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html',

  *judge(inventory, { now, settings }) {
    for (const address of inventory.addresses) {
      if (address.ServiceManaged || address.CustomerOwnedIp || address.CarrierIp) continue
      if (isTaggedWith(address.Tags, settings.reservedTags)) continue
      const use = useOf(address, now - settings.stoppedHours * HOUR, inventory)
      if ('unknown' in use) {
        yield unknown(address, use.unknown)
        continue
      }
      if (!use.idle) {
        yield pass(address)
        continue
      }
      const ownRange = address.PublicIpv4Pool !== undefined && address.PublicIpv4Pool !== 'amazon'
      const records = inventory.resourceRecordSets.where(valuesOf, address.PublicIp)
      const { PublicIp, AllocationId, AssociationId, PublicIpv4Pool } = address
      yield fail(address, {
        message: `${PublicIp} is ${ownRange ? 'kept' : 'paid for'} and carries nothing: ${use.idle}.`,
        severity: ownRange ? 'info' : undefined,
        evidence: [
          use.evidence,
          [
            address,
            `is ${PublicIp} from the pool ${PublicIpv4Pool ?? 'amazon'}`,
            {
              PublicIp,
              AllocationId,
              AssociationId,
              PublicIpv4Pool,
              monthlyUsd: ownRange ? 0 : settings.monthlyUsd,
            },
          ],
          ...records.map((record): Evidence => [
            record,
            `still names ${PublicIp}`,
            { Name: record.Name, Type: record.Type },
          ]),
        ],
        remediation: [
          records.length > 0
            ? `Remove ${records.map((record) => record.Name).join(', ')} from DNS first; `
            : '',
          AssociationId ? `aws ec2 disassociate-address --association-id ${AssociationId}; ` : '',
          `aws ec2 release-address --allocation-id ${address.id}`,
        ].join(''),
      })
    }
  },
})

/** The values of an address record: a key to find what names an address. */
const valuesOf = (record: RowOf<'resourceRecordSets'>): readonly string[] =>
  (record.ResourceRecords ?? []).flatMap((value) => value.Value ?? [])

type Use = { readonly idle?: string; readonly evidence: Evidence } | { readonly unknown: string }

function useOf(
  address: Address,
  stoppedBefore: number,
  inventory: Inventory<'networkInterfaces' | 'instances' | 'natGateways'>,
): Use {
  const { AssociationId, InstanceId, NetworkInterfaceId } = address
  if (!AssociationId && !InstanceId && !NetworkInterfaceId) {
    return { idle: 'it is not associated', evidence: [address, 'has no AssociationId', { AssociationId }] }
  }
  const [gateway] = inventory.natGateways.where(allocationsOf, address.id)
  if (gateway && !same(gateway.State, 'deleted', 'failed'))
    return { evidence: [gateway, `uses ${address.PublicIp}`] }
  const eni = inventory.networkInterfaces.get(NetworkInterfaceId)
  const instanceId = InstanceId || eni?.Attachment?.InstanceId
  if (eni && same(eni.Status, 'available')) {
    const gateways = inventory.natGateways.where('VpcId', eni.VpcId)
    if (!inventory.natGateways.readIn() || gateways.some((one) => !one.NatGatewayAddresses))
      return {
        unknown: `whether ${eni.id} is a NAT gateway's is not known: what addresses those use was not read`,
      }
    return {
      idle: `${eni.id} is not attached to anything`,
      evidence: [eni, 'has Status available', { Status: eni.Status }],
    }
  }
  if (!instanceId) {
    return eni?.Status
      ? { evidence: [eni, `has Status ${eni.Status}`] }
      : { unknown: `the state of ${NetworkInterfaceId}, which it is associated with, was not read` }
  }

  const instance = inventory.instances.get(instanceId)
  const state = instance?.State?.Name
  if (!instance || !state)
    return { unknown: `the state of ${instanceId}, which it is associated with, was not read` }
  const fields = { State: state, StateTransitionReason: instance.StateTransitionReason }
  if (!same(state, 'stopped')) return { evidence: [instance, `is ${state}`, fields] }
  const since = stoppedSince(instance.StateTransitionReason)
  if (since === undefined) return { unknown: `${instanceId} is stopped, but since when is not in the answer` }
  if (since >= stoppedBefore) return { evidence: [instance, 'was stopped lately', fields] }
  const day = new Date(since).toISOString().slice(0, 10)
  return {
    idle: `${instanceId} is stopped since ${day}`,
    evidence: [instance, `is stopped since ${day}`, fields],
  }
}

/** The addresses that a NAT gateway sends from. */
const allocationsOf = (gateway: RowOf<'natGateways'>): readonly string[] =>
  (gateway.NatGatewayAddresses ?? []).flatMap((one) => one.AllocationId ?? [])

/** `User initiated (2026-11-01 12:00:00 GMT)` is the only place where AWS says when an instance stopped. */
function stoppedSince(reason: string | undefined): number | undefined {
  const [, day, time] = /\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:GMT|UTC)\)/.exec(reason ?? '') ?? []
  const since = Date.parse(`${day}T${time}Z`)
  return Number.isNaN(since) ? undefined : since
}
