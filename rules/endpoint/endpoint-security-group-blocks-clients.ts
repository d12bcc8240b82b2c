import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type Admission, Admissions } from '../../src/network/admissions.ts'
import { subnetBlocks, vpcBlocks } from '../../src/network/blocks.ts'
import { endpointPort } from '../../src/network/endpoint-ports.ts'
import { isWorkload } from '../../src/network/interfaces.ts'
import { TCP } from '../../src/network/nacl.ts'
import { type Prefix, overlaps } from '../../src/network/prefix.ts'
import { isPrivate } from '../../src/network/private-ranges.ts'
import { same } from '../../src/network/same.ts'
import { permittedPorts } from '../../src/network/security-groups.ts'
import { type Judgement, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Endpoint = RowOf<'vpcEndpoints'>
type Known = Inventory<'securityGroups' | 'vpcs' | 'subnets' | 'networkInterfaces' | 'prefixListEntries'>

export default defineRule({
  id: 'endpoint-security-group-blocks-clients',
  title: 'Security group of an interface endpoint keeps its clients out',
  topic: 'endpoint',
  pillar: 'reliability',
  severity: 'high',
  needs: ['vpcEndpoints', 'securityGroups', 'vpcs', 'subnets', 'networkInterfaces'],
  consults: ['prefixListEntries'],
  why: `With private DNS, the service's name leads every client in the VPC to the endpoint. A security group that does not
admit them takes the whole service away from the VPC: calls time out, although a way by NAT would work.`,
  fix: `Admit TCP 443 from the VPC's blocks, or from the security groups of the clients.`,
  check: `In the VPC console, open the endpoint, and look for 443 in the inbound rules of its security groups.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',

  *judge(inventory) {
    const admissions = new Admissions(inventory)
    for (const endpoint of inventory.vpcEndpoints) {
      if (!same(endpoint.VpcEndpointType, 'Interface') || !same(endpoint.State, 'available')) continue
      if (endpoint.NetworkInterfaceIds?.length === 0) continue
      yield judge(endpoint, admissions, inventory)
    }
  },
})

function judge(endpoint: Endpoint, admissions: Admissions, inventory: Known): Judgement {
  const groups = (endpoint.Groups ?? []).flatMap((group) => group.GroupId ?? [])
  const vpc = inventory.vpcs.get(endpoint.VpcId)
  const all = groups.length > 0 ? admissions.through(groups) : undefined
  if (!all || !vpc) return unknown(endpoint, 'its security groups, what they admit, or its VPC were not read')
  const port = endpointPort(endpoint.ServiceName)
  const own = vpcBlocks(vpc)
  const open = all.filter((one) => port === undefined || opens(one, port))
  const inside = open.filter((one) => own.some((block) => overlaps(block, one.source)))
  if (inside.length === 0 && !open.some((one) => isPrivate(one.source)))
    return closed(endpoint, groups, port, vpc.CidrBlock)
  // An endpoint for other networks alone, and one for groups that were named, leave others out on purpose.
  if (inside.length === 0 || port === undefined || namesGroups(groups, port, inventory)) return pass(endpoint)
  const uncovered = uncoveredSubnets(endpoint, inside, inventory)
  if (endpoint.PrivateDnsEnabled === false || uncovered.length === 0) return pass(endpoint)
  return endpoint.PrivateDnsEnabled === true
    ? partlyClosed(endpoint, groups, port, uncovered)
    : unknown(endpoint, 'whether private DNS leads clients to it is not in the answer')
}

const opens = (admission: Admission, port: number): boolean =>
  admission.ports.some(([start, end]) => start <= port && port < end)

const namesGroups = (groups: readonly string[], port: number, inventory: Known): boolean =>
  groups.some((id) =>
    inventory.securityGroups
      .get(id)
      ?.IpPermissions?.some(
        (permission) =>
          (permission.UserIdGroupPairs?.length ?? 0) > 0 &&
          permittedPorts(permission, TCP)?.some(([start, end]) => start <= port && port < end),
      ),
  )

function uncoveredSubnets(
  endpoint: Endpoint,
  inside: readonly Admission[],
  inventory: Known,
): readonly RowOf<'subnets'>[] {
  const covers = (block: Prefix): boolean => inside.some((one) => overlaps(one.source, block))
  return inventory.subnets
    .where('VpcId', endpoint.VpcId)
    .filter((subnet) => !subnetBlocks(subnet).some(covers))
    .filter((subnet) => inventory.networkInterfaces.where('SubnetId', subnet.id).some(isWorkload))
}

function closed(
  endpoint: Endpoint,
  GroupIds: readonly string[],
  port: number | undefined,
  cidr: string | undefined,
): Judgement {
  const what = port === undefined ? 'any TCP port' : `TCP ${port}`
  return fail(endpoint, {
    message: `Nobody reaches ${endpoint.ServiceName} by this endpoint: ${GroupIds.join(', ')} admits ${what} from nowhere in ${endpoint.VpcId}${endpoint.PrivateDnsEnabled === true ? ', and private DNS leads everybody here' : ''}.`,
    evidence: [
      [
        endpoint,
        `wears ${GroupIds.join(', ')}, which admits no client on ${what}`,
        fieldsOf(endpoint, GroupIds, port, []),
      ],
    ],
    remediation: `aws ec2 authorize-security-group-ingress --group-id ${GroupIds[0]} --protocol tcp --port ${port ?? 'PORT'} --cidr ${cidr ?? 'VPC_CIDR'}`,
  })
}

function partlyClosed(
  endpoint: Endpoint,
  GroupIds: readonly string[],
  port: number,
  uncovered: readonly RowOf<'subnets'>[],
): Judgement {
  const ids = uncovered.map((subnet) => subnet.id)
  return fail(endpoint, {
    severity: 'low',
    message: `Calls to ${endpoint.ServiceName} from ${ids.join(', ')} time out: private DNS leads them to this endpoint, and ${GroupIds.join(', ')} does not admit them.`,
    evidence: [
      [
        endpoint,
        `wears ${GroupIds.join(', ')}, which does not admit ${uncovered.map((subnet) => subnet.CidrBlock).join(', ')} on TCP ${port}`,
        fieldsOf(endpoint, GroupIds, port, ids),
      ],
    ],
    remediation: uncovered
      .map(
        (subnet) =>
          `aws ec2 authorize-security-group-ingress --group-id ${GroupIds[0]} --protocol tcp --port ${port} --cidr ${subnet.CidrBlock}`,
      )
      .join('; '),
  })
}

const fieldsOf = (
  endpoint: Endpoint,
  GroupIds: readonly string[],
  port: number | undefined,
  uncoveredSubnets: readonly string[],
): Readonly<Record<string, unknown>> => ({
  VpcEndpointId: endpoint.id,
  ServiceName: endpoint.ServiceName,
  GroupIds,
  port,
  uncoveredSubnets,
})
