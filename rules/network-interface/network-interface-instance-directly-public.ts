import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type Bypass, bypassedBalancer } from '../../src/network/bypassed-balancer.ts'
import { isContainerInterface } from '../../src/network/container-interfaces.ts'
import { type Exposure, InternetExposure } from '../../src/network/exposure/exposure.ts'
import { summaryOf } from '../../src/network/exposure/summary.ts'
import { type NetworkInterface, globalIpv6Of, publicIpsOf } from '../../src/network/interfaces.ts'
import { isWide } from '../../src/network/internet-reach.ts'
import { TCP, UDP } from '../../src/network/nacl.ts'
import { effectiveRouteTable } from '../../src/network/routing.ts'
import { same } from '../../src/network/same.ts'
import { isTaggedWith } from '../../src/network/tags.ts'
import {
  type Evidence,
  type Failure,
  type Judgement,
  defineRule,
  fail,
  pass,
  unknown,
} from '../../src/rule.ts'

type Instance = RowOf<'instances'>

export default defineRule({
  id: 'network-interface-instance-directly-public',
  title: 'Instance is reached from the internet directly',
  topic: 'network-interface',
  pillar: 'security',
  severity: 'medium',
  needs: ['instances', 'networkInterfaces', 'securityGroups', 'subnets', 'routeTables'],
  consults: [
    'networkAcls',
    'vpcBlockPublicAccessOptions',
    'prefixListEntries',
    'targetHealth',
    'targetGroups',
    'loadBalancers',
  ],
  settings: { publicTags: ['bastion', 'jump-host', 'jumphost', 'jumpbox'] },
  why: `An instance with a public address answers strangers itself, and one wrong rule in a security group is enough. A
load balancer or CloudFront in front takes what is malformed, and can be watched and filtered; where the instance is
called past it, all that was for nothing.`,
  fix: `Move the instance to a private subnet behind a load balancer, and administer it through Session Manager. Tag what
is meant to be public, as a bastion.`,
  check: `In the EC2 console, filter the instances by public address; look at the routes of their subnets and the inbound
rules of their security groups. awsnet exposure shows all three together.`,
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html',

  *judge(inventory, { settings: { publicTags } }) {
    // None of these interfaces is a load balancer's.
    const internet = new InternetExposure(inventory, () => undefined)
    for (const instance of inventory.instances) {
      if (!same(instance.State?.Name, 'running')) continue
      if (isTaggedWith(instance.Tags, publicTags)) continue
      const judgement = judge(instance, internet, inventory)
      if (judgement) yield judgement
    }
  },
})

type Known = Inventory<
  'networkInterfaces' | 'routeTables' | 'subnets' | 'targetHealth' | 'targetGroups' | 'loadBalancers'
>

const instanceOf = (eni: NetworkInterface): string | undefined => eni.Attachment?.InstanceId

const isPublicOne = (eni: NetworkInterface): boolean =>
  publicIpsOf(eni).length > 0 || globalIpv6Of(eni).length > 0

/**
 * Not of those that are public on purpose or by other hands: NAT instances, VPN appliances and firewalls stand between
 * the internet and others; a cluster attaches interfaces for its pods and tasks.
 */
const isHost = (eni: NetworkInterface): boolean =>
  eni.SourceDestCheck !== false && !eni.Operator?.Managed && !isContainerInterface(eni)

function judge(instance: Instance, internet: InternetExposure, inventory: Known): Judgement | undefined {
  const enis = inventory.networkInterfaces.where(instanceOf, instance.id).filter(isPublicOne)
  const hosts = enis.filter(isHost)
  if (enis.length > 0 && hosts.length === 0) return undefined
  const { exposures, undecided } = internet.of(hosts)
  const open = exposures.filter(({ protocol }) => protocol === TCP || protocol === UDP)
  const [first] = open
  if (!first) {
    const [doubt] = undecided
    return doubt
      ? unknown(instance, `whether the internet reaches ${doubt.eni.id} is not known: ${doubt.reason}`)
      : pass(instance)
  }
  if (open.some(({ eni }) => eni.SourceDestCheck === undefined))
    return unknown(instance, 'whether it forwards for others (SourceDestCheck) is not in the answer')
  const wide = open.filter((one) => isWide(one.sources, one.family))
  if (wide.length === 0) return finding(instance, open, 'low', undefined, inventory)
  const bypass = bypassedBalancer(instance.id, wide, inventory)
  return finding(instance, wide, bypass ? 'high' : undefined, bypass, inventory)
}

function finding(
  instance: Instance,
  exposures: readonly Exposure[],
  severity: Failure['severity'],
  bypass: Bypass | undefined,
  inventory: Known,
): Failure {
  const { addresses, ports, from, groups } = summaryOf(exposures)
  const past = bypass ? `, past the load balancer ${bypass.balancer.name ?? bypass.balancer.id}` : ''
  return fail(instance, {
    message: `${ports} of this instance at ${addresses} is open to ${from} directly${past}: only ${groups.join(', ')} stands before it.`,
    severity,
    evidence: [
      ...[...new Set(exposures.map((one) => one.eni))].flatMap((eni) =>
        evidenceOf(
          eni,
          exposures.filter((one) => one.eni === eni),
          inventory,
        ),
      ),
      ...(bypass ? [bypassFact(bypass)] : []),
    ],
    remediation: `launch it anew in a private subnet behind a load balancer (aws ec2 run-instances --subnet-id SUBNET --no-associate-public-ip-address …), terminate ${instance.id}, and aws ec2 modify-subnet-attribute --subnet-id ${exposures[0]?.subnet} --no-map-public-ip-on-launch; until then take the rules out of ${groups.join(', ')} with aws ec2 revoke-security-group-ingress`,
  })
}

function evidenceOf(
  eni: NetworkInterface,
  exposures: readonly Exposure[],
  inventory: Known,
): readonly Evidence[] {
  const { addresses, ports, from, groups } = summaryOf(exposures)
  const table = effectiveRouteTable(eni, inventory)
  return [
    [
      eni,
      `has ${addresses}, where ${groups.join(', ')} admits ${from} to ${ports}`,
      {
        InstanceId: instanceOf(eni),
        NetworkInterfaceId: eni.id,
        PublicIp: publicIpsOf(eni),
        IpOwnerId: eni.Association?.IpOwnerId,
        SubnetId: eni.SubnetId,
        openPorts: ports,
      },
    ],
    ...(table
      ? [[table, `routes ${eni.SubnetId} to ${exposures[0]?.gateway}`, { RouteTableId: table.id }] as const]
      : []),
  ]
}

const bypassFact = ({ balancer, group, port }: Bypass): Evidence => [
  balancer,
  `leads to the instance's port ${port}, which is open to the internet besides`,
  { LoadBalancerArn: balancer.id, TargetGroupArn: group.id, Port: port, Scheme: balancer.Scheme },
]
