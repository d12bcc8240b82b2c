import { type Lookup, knownAccounts, lookUp } from '../../src/network/aws-lookup.ts'
import { awsNameOf } from '../../src/network/aws-names.ts'
import { type RecordSet, ownZones } from '../../src/network/record-groups.ts'
import { plainName } from '../../src/network/record-names.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-dangling-aws-endpoint',
  title: 'Record points at a load balancer, accelerator or VPC endpoint that does not exist',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'resourceRecordSets'],
  consults: [
    'loadBalancers',
    'classicLoadBalancers',
    'vpcEndpoints',
    'accelerators',
    'customRoutingAccelerators',
    'distributions',
  ],
  why: `When a load balancer, an accelerator or a VPC endpoint is deleted, records that point at it stay. Whoever asks
for them gets no address. The deleted names carry random parts, so that a stranger gets one is unlikely; that users of
the record get nothing is certain.`,
  fix: `Delete the record, or point it at what replaced the resource.`,
  check: `Resolve the record with dig, and look for its target among the load balancers, accelerators and endpoints of
the region that the name says, in every account that could own it.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-aws-resources.html',

  *judge(inventory) {
    const accounts = knownAccounts(inventory)
    const lookups = new Map<string, Lookup | undefined>()
    for (const [zone, records] of ownZones(inventory)) {
      for (const record of records ?? []) {
        const target = targetOf(record)
        if (!target) continue
        if (!lookups.has(target)) {
          const name = awsNameOf(target)
          lookups.set(target, name && lookUp(name, accounts, inventory))
        }
        const lookup = lookups.get(target)
        if (!lookup) continue
        if ('found' in lookup) {
          yield pass(record)
          continue
        }
        if ('unknown' in lookup) {
          yield unknown(record, `it points at ${plainName(target)}: ${lookup.unknown}`)
          continue
        }
        const { what, region } = lookup.absentFrom
        const scope = `${region === 'global' ? '' : `${region} of `}${lookup.absentFrom.accounts.join(', ')}`
        yield fail(record, {
          message: `${plainName(record.Name)} points at ${plainName(target)}, which is the name of no ${what} in ${scope}: unless it is one of an account that was not audited, who asks gets no address.`,
          evidence: [
            [
              record,
              `points at ${plainName(target)}`,
              {
                HostedZoneId: zone.id,
                Name: record.Name,
                Type: record.Type,
                target,
                lookups: [`${what} by name`],
                scope: { accounts: lookup.absentFrom.accounts, region },
              },
            ],
          ],
          remediation: `aws route53 change-resource-record-sets --hosted-zone-id ${zone.id} --change-batch '{"Changes":[{"Action":"DELETE","ResourceRecordSet":RECORD}]}', where RECORD is ${record.id} as it is; if its target is in an account that was not audited, audit that one, too`,
        })
      }
    }
  },
})

/** Where a record sends who asks: not to another record of its zone. */
function targetOf(record: RecordSet): string | undefined {
  const alias = record.AliasTarget
  if (alias) return alias.HostedZoneId === record.HostedZoneId ? undefined : alias.DNSName
  return same(record.Type, 'CNAME') ? record.ResourceRecords?.[0]?.Value : undefined
}
