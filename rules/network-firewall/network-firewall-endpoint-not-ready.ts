import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import {
  type FirewallEndpoint,
  firewallEndpoints,
  isLeaving,
  isReady,
} from '../../src/network/firewall-endpoints.ts'
import { destinationOf, routeFields } from '../../src/network/routing.ts'
import { routesToEndpoint } from '../../src/network/endpoint-routes.ts'
import { same } from '../../src/network/same.ts'
import {
  type Evidence,
  type Failure,
  type Judgement,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type Firewall = RowOf<'firewallStatuses'>
type Known = Inventory<
  'firewallStatuses' | 'firewallEndpointAssociationStatuses' | 'routeTables' | 'transitGatewayAttachments'
>

const HOUR = 3_600_000

export default defineRule({
  id: 'network-firewall-endpoint-not-ready',
  title: 'Endpoint of Network Firewall is not ready or runs an old policy',
  topic: 'network-firewall',
  pillar: 'reliability',
  severity: 'high',
  needs: ['firewallStatuses'],
  consults: ['firewallEndpointAssociationStatuses', 'routeTables', 'transitGatewayAttachments'],
  settings: { pendingHours: 72 },
  why: `Routes go on pointing at an endpoint that failed, and what they send there is lost. An endpoint that did not get the
newest policy filters by an old one.`,
  fix: `Do what the status message says (free addresses, a subnet or a role that is gone), then associate the subnet again.`,
  check: `In the Network Firewall console, open the firewall and read the status of each endpoint and the configuration
sync state.`,
  reference:
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-troubleshooting-endpoint-failures.html',

  *judge(inventory, { now, settings }) {
    for (const firewall of inventory.firewallStatuses) {
      if (isLeaving(firewall)) continue
      yield judge(firewall, now - settings.pendingHours * HOUR, inventory)
    }
  },
})

function judge(firewall: Firewall, pendingSince: number, inventory: Known): Judgement {
  const status = firewall.FirewallStatus
  const endpoints = firewallEndpoints(firewall, inventory)
  const attachment = status?.TransitGatewayAttachmentSyncState
  const broken = endpoints?.filter((one) => same(one.Status, 'FAILED', 'ERROR')) ?? []
  if (broken.length > 0) return brokenEndpoints(firewall, broken, inventory)

  const state = attachment?.TransitGatewayAttachmentStatus
  const facts = { FirewallArn: firewall.id, ...attachment }
  if (same(state, 'FAILED', 'ERROR', 'REJECTED'))
    return fail(firewall, {
      message: `Nothing that is routed to this firewall gets through: its attachment to the transit gateway is ${state}${because(attachment?.StatusMessage)}.`,
      evidence: [
        [firewall, `has ${attachment?.AttachmentId ?? 'an attachment'} with status ${state}`, facts],
      ],
      remediation: `aws network-firewall describe-firewall --firewall-arn ${firewall.id}; do what StatusMessage says, then make the attachment again`,
    })
  if (same(state, 'PENDING_ACCEPTANCE')) {
    const made = Date.parse(
      String(inventory.transitGatewayAttachments.get(attachment?.AttachmentId)?.CreationTime),
    )
    if (Number.isNaN(made))
      return unknown(firewall, 'since when its attachment waits to be accepted was not read')
    if (made < pendingSince)
      return fail(firewall, {
        severity: 'medium',
        message: 'This firewall sees no traffic yet: nobody accepted its attachment to the transit gateway.',
        evidence: [[firewall, `has ${attachment?.AttachmentId} with status ${state}`, facts]],
        remediation: `aws network-firewall accept-network-firewall-transit-gateway-attachment --transit-gateway-attachment-id ${attachment?.AttachmentId}`,
      })
    return pass(firewall)
  }

  const summary = status?.ConfigurationSyncStateSummary
  if (same(summary, 'CAPACITY_CONSTRAINED'))
    return fail(firewall, {
      severity: 'medium',
      message: 'This firewall filters by an old policy: the new one takes more capacity than it has.',
      evidence: [
        [
          firewall,
          `has configuration sync state ${summary}`,
          {
            FirewallArn: firewall.id,
            ConfigurationSyncStateSummary: summary,
            ...status?.CapacityUsageSummary,
          },
        ],
      ],
      remediation: `aws network-firewall describe-firewall --firewall-arn ${firewall.id}; shorten the IP set references of the policy`,
    })
  const works = same(state, 'READY') || (endpoints?.length ? endpoints.every(isReady) : false)
  if (works && same(status?.Status, 'READY') && same(summary, 'IN_SYNC')) return pass(firewall)
  return unknown(firewall, `not all of it is ready (${status?.Status}), and since when AWS does not say`)
}

const because = (message: string | undefined): string => (message ? ` (${message})` : '')

function brokenEndpoints(firewall: Firewall, broken: readonly FirewallEndpoint[], inventory: Known): Failure {
  const routes = broken.flatMap((one) => routesToEndpoint(one.EndpointId, inventory))
  const zones = broken.map((one) => one.zone).join(', ')
  return fail(firewall, {
    message: `${routes.length > 0 ? `What is routed to this firewall in ${zones} is lost` : `This firewall does not work in ${zones}`}: its ${broken.length === 1 ? 'endpoint' : 'endpoints'} there failed${because(broken[0]?.StatusMessage)}.`,
    evidence: [
      ...broken.map((one): Evidence => [
        firewall,
        `has ${one.EndpointId ?? 'no endpoint'} in ${one.zone} with status ${one.Status}`,
        {
          FirewallArn: firewall.id,
          zone: one.zone,
          EndpointId: one.EndpointId,
          Status: one.Status,
          StatusMessage: one.StatusMessage,
          ConfigurationSyncStateSummary: firewall.FirewallStatus?.ConfigurationSyncStateSummary,
        },
      ]),
      ...routes.map(({ table, route }): Evidence => [
        table,
        `routes ${destinationOf(route)} to ${route.GatewayId}`,
        routeFields(route),
      ]),
    ],
    remediation: `Do what StatusMessage says, then ${broken
      .map(
        ({ SubnetId }) =>
          `aws network-firewall disassociate-subnets --firewall-arn ${firewall.id} --subnet-ids ${SubnetId}; aws network-firewall associate-subnets --firewall-arn ${firewall.id} --subnet-mappings SubnetId=${SubnetId}`,
      )
      .join('; ')}`,
  })
}
