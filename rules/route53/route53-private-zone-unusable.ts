import { type ZoneVpc, ownVpc, vpcLabel, vpcsOf } from '../../src/network/private-zones.ts'
import { plainName } from '../../src/network/record-names.ts'
import { type Evidence, type Resource, defineRule, fail, pass, unknown } from '../../src/rule.ts'

interface Off extends ZoneVpc {
  readonly row: Resource
  readonly support: boolean
  readonly hostnames: boolean
}

export default defineRule({
  id: 'route53-private-zone-unusable',
  title: 'Private hosted zone belongs to a VPC whose DNS attributes are off',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'hostedZoneDetails', 'vpcs', 'vpcDnsSupport', 'vpcDnsHostnames'],
  why: `A VPC resolves a private hosted zone only while both of its attributes, enableDnsSupport and enableDnsHostnames,
are on. Without one of them the names of the zone resolve in public DNS, to something else or to nothing.`,
  fix: `Turn both attributes on, or take the VPC out of the zone.`,
  check: `In the VPC console, look at «DNS resolution» and «DNS hostnames» of each VPC that the zone lists.`,
  reference:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',

  *judge(inventory) {
    for (const zone of inventory.hostedZones) {
      if (zone.Config?.PrivateZone === false || zone.LinkedService) continue
      const vpcs = zone.Config?.PrivateZone ? vpcsOf(zone, inventory) : undefined
      if (!vpcs) {
        yield unknown(zone, 'whether it is private, and of which VPCs, is not in the answers')
        continue
      }
      const off: Off[] = []
      const open: ZoneVpc[] = []
      for (const vpc of vpcs) {
        const row = ownVpc(vpc, inventory)
        const support = row && inventory.vpcDnsSupport.under(row.id)?.[0]?.Value
        const hostnames = row && inventory.vpcDnsHostnames.under(row.id)?.[0]?.Value
        if (!row || support === undefined || hostnames === undefined) open.push(vpc)
        else if (!support || !hostnames) off.push({ ...vpc, row, support, hostnames })
      }
      if (off.length === 0) {
        yield open.length === 0
          ? pass(zone)
          : unknown(
              zone,
              `${open.map(vpcLabel).join(', ')}: the VPC or its DNS attributes were not read; it may be of another account, or gone`,
            )
        continue
      }
      const name = plainName(zone.Name)
      yield fail(zone, {
        message: `${off.map(vpcLabel).join(', ')} cannot resolve ${name} by this zone, since ${off.map(attributesOf).join('; ')}: names of it lead to public DNS or nowhere.`,
        evidence: [
          [
            zone,
            `is a private zone of ${vpcs.map(vpcLabel).join(', ')}`,
            { HostedZoneId: zone.id, VPCs: vpcs },
          ],
          ...off.map(({ row, id, region, support, hostnames }): Evidence => [
            row,
            `has enableDnsSupport ${support}, enableDnsHostnames ${hostnames}`,
            { VpcId: id, region, enableDnsSupport: support, enableDnsHostnames: hostnames },
          ]),
        ],
        remediation: off.flatMap(commandsFor).join('; '),
      })
    }
  },
})

const attributesOf = ({ support, hostnames }: Off): string =>
  [...(support ? [] : ['enableDnsSupport is off']), ...(hostnames ? [] : ['enableDnsHostnames is off'])].join(
    ' and ',
  )

const commandsFor = ({ id, region, support, hostnames }: Off): readonly string[] => {
  const command = `aws ec2 modify-vpc-attribute --region ${region} --vpc-id ${id}`
  return [
    ...(support ? [] : [`${command} --enable-dns-support`]),
    ...(hostnames ? [] : [`${command} --enable-dns-hostnames`]),
  ]
}
