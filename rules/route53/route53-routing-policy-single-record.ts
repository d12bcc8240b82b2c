import { isByExternalDns } from '../../src/network/external-dns.ts'
import { plainName } from '../../src/network/record-names.ts'
import { changeRecord, policyOf, policySets, targetText } from '../../src/network/routing-policies.ts'
import { defineRule, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-routing-policy-single-record',
  title: 'Weighted, latency, geoproximity or multivalue set has only one record',
  topic: 'route53',
  pillar: 'operations',
  severity: 'low',
  needs: ['hostedZones', 'resourceRecordSets'],
  why: `With one record there is nothing to choose from: all queries get that one answer, whatever its weight, its Region
or its health. Who reads the policy believes in a choice that is not there.`,
  fix: `Add the records that are missing, or make it a simple record.`,
  check: `In the Route 53 console, list the records of that name and type.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html',

  *judge(inventory) {
    for (const { zone, resource, records, unclear } of policySets(
      inventory,
      'weighted',
      'latency',
      'geoproximity',
      'multivalue',
    )) {
      const [record, ...others] = records
      if (unclear || record.TrafficPolicyInstanceId) continue
      if (others.length > 0) {
        yield pass(resource)
        continue
      }
      const policy = policyOf(record)
      const byExternalDns = isByExternalDns(record, inventory)
      yield fail(resource, {
        message: `${plainName(record.Name)} (${record.Type}) has the policy ${policy} and one record, so all queries get ${targetText(record)}${byExternalDns ? ': ExternalDNS keeps it, and other clusters may add theirs' : ''}.`,
        severity: byExternalDns ? 'info' : undefined,
        evidence: [
          [
            record,
            `is the only one, with the policy ${policy}`,
            {
              HostedZoneId: zone.id,
              Name: record.Name,
              Type: record.Type,
              SetIdentifier: record.SetIdentifier,
              policy,
              target: targetText(record),
            },
          ],
        ],
        remediation: changeRecord(
          zone,
          'CREATE',
          `${record.id} with another SetIdentifier and target; or delete it and create it without SetIdentifier and policy`,
        ),
      })
    }
  },
})
