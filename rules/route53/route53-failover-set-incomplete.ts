import { plainName } from '../../src/network/record-names.ts'
import { changeRecord, policySets, targetText } from '../../src/network/routing-policies.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-failover-set-incomplete',
  title: 'Failover set lacks its primary or its secondary',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'high',
  needs: ['hostedZones', 'resourceRecordSets'],
  why: `Route 53 lets you create half of a failover pair. When the primary fails and there is no secondary, Route 53 goes
on answering with the primary, as it has nothing else; a secondary alone gets all the traffic that it was to get in an
emergency.`,
  fix: `Create the missing record with the same name and type and a SetIdentifier of its own.`,
  check: `In the Route 53 console, list the records of that name and type and look for both «Primary» and «Secondary».`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html',

  *judge(inventory) {
    for (const { zone, resource, records, unclear } of policySets(inventory, 'failover')) {
      const hasPrimary = records.some((record) => same(record.Failover, 'PRIMARY'))
      const hasSecondary = records.some((record) => same(record.Failover, 'SECONDARY'))
      if (hasPrimary && hasSecondary) {
        yield pass(resource)
        continue
      }
      const strange = records.find((record) => !same(record.Failover, 'PRIMARY', 'SECONDARY'))
      if (unclear || strange) {
        yield unknown(
          resource,
          unclear ?? `${strange?.id} is neither primary nor secondary: ${strange?.Failover}`,
        )
        continue
      }
      const [record] = records
      const name = `${plainName(resource.name)} (${record.Type})`
      const [missing, present] = hasPrimary ? ['SECONDARY', 'PRIMARY'] : ['PRIMARY', 'SECONDARY']
      yield fail(resource, {
        message: hasPrimary
          ? `${name} has no secondary record: when its primary fails, who asks is still sent there.`
          : `${name} has no primary record: who asks is always sent to the standby, and to nothing else when that fails.`,
        evidence: [
          [
            record,
            `is ${present}, and there is no ${missing}`,
            {
              HostedZoneId: zone.id,
              Name: record.Name,
              Type: record.Type,
              SetIdentifiers: records.map((one) => one.SetIdentifier),
              target: targetText(record),
              missing,
            },
          ],
        ],
        remediation: changeRecord(
          zone,
          'CREATE',
          `${record.id} with Failover ${missing}, another SetIdentifier and the target that is to answer`,
        ),
      })
    }
  },
})
