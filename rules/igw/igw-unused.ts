import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import type { NetworkInterface } from '../../src/network/interfaces.ts'
import { type RouteTable, targetOf } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Gateway = RowOf<'internetGateways'> | RowOf<'egressOnlyInternetGateways'>

export default defineRule({
  id: 'igw-unused',
  title: 'Internet gateway is attached to nothing or routed to by nothing',
  topic: 'igw',
  pillar: 'operations',
  severity: 'low',
  needs: ['internetGateways', 'egressOnlyInternetGateways', 'routeTables'],
  consults: ['natGateways', 'networkInterfaces'],
  why: `A gateway without a VPC counts towards a limit and misleads whoever reads the list. One that is attached without
being used is a single route away from opening a VPC that somebody believes to be closed.`,
  fix: `Detach and delete it.`,
  check: `In the VPC console, look for internet gateways with the state Detached, and for those that no route table names.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/delete-igw.html',

  *judge(inventory) {
    for (const gateway of [...inventory.internetGateways, ...inventory.egressOnlyInternetGateways]) {
      const states = (gateway.Attachments ?? []).map((attachment) => attachment.State as string | undefined)
      if (gateway.Attachments === undefined || states.includes(undefined)) {
        yield unknown(gateway, 'what it is attached to is not in the answer')
        continue
      }
      if (states.some((state) => same(state, 'attaching', 'detaching'))) continue
      if (states.some((state) => same(state, 'available', 'attached'))) yield attached(gateway, inventory)
      else {
        yield fail(gateway, {
          message: 'This gateway is attached to no VPC: nothing can use it.',
          evidence: [[gateway, 'has no attachment', fieldsOf(gateway, 'detached', 0)]],
          remediation: deletion(gateway),
        })
      }
    }
  },
})

const isEgressOnly = (gateway: Gateway): boolean => gateway.id.startsWith('eigw-')

const vpcOf = (gateway: Gateway): string | undefined => gateway.Attachments?.[0]?.VpcId

const fieldsOf = (
  gateway: Gateway,
  attachmentState: string,
  routeCount: number,
): Readonly<Record<string, unknown>> => ({
  InternetGatewayId: gateway.id,
  VpcId: vpcOf(gateway) ?? null,
  attachmentState,
  routeCount,
})

const deletion = (gateway: Gateway): string =>
  isEgressOnly(gateway)
    ? `aws ec2 delete-egress-only-internet-gateway --egress-only-internet-gateway-id ${gateway.id}`
    : `aws ec2 delete-internet-gateway --internet-gateway-id ${gateway.id}`

/** What a table's routes lead to: a key to find the tables that name a gateway by. */
const targetsOf = (table: RouteTable): readonly string[] =>
  (table.Routes ?? []).map((route) => targetOf(route).id)

/** Global Accelerator and the VPC origins of CloudFront need an internet gateway and no route to it. */
const needsNoRoute = (eni: NetworkInterface): boolean =>
  same(eni.InterfaceType, 'global_accelerator_managed') ||
  /cloudfront|global ?accelerator/i.test(eni.Description ?? '')

function attached(
  gateway: Gateway,
  inventory: Inventory<'routeTables' | 'natGateways' | 'networkInterfaces'>,
): Judgement {
  const vpc = vpcOf(gateway)
  if (inventory.routeTables.where(targetsOf, gateway.id).length > 0) return pass(gateway)
  if (!isEgressOnly(gateway)) {
    if (!inventory.natGateways.readIn() || !inventory.networkInterfaces.readIn())
      return unknown(gateway, 'no route leads to it; whether a service uses it without one was not read')
    const regional = inventory.natGateways
      .where('VpcId', vpc)
      .some((one) => same(one.AvailabilityMode, 'regional'))
    if (regional || inventory.networkInterfaces.where('VpcId', vpc).some(needsNoRoute)) return pass(gateway)
  }
  const detach = isEgressOnly(gateway)
    ? ''
    : `aws ec2 detach-internet-gateway --internet-gateway-id ${gateway.id} --vpc-id ${vpc}; `
  return fail(gateway, {
    severity: 'info',
    message: `No route table of ${vpc} leads to this gateway: one route would open the VPC, and nothing needs it.`,
    evidence: [[gateway, `is attached to ${vpc} and is in no route`, fieldsOf(gateway, 'available', 0)]],
    remediation: `${detach}${deletion(gateway)}`,
  })
}
