import { plainName } from '../../src/network/record-names.ts'
import { changeRecord, policySets, targetText } from '../../src/network/routing-policies.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'route53-weighted-all-zero',
  title: 'Every weight in a weighted set is zero',
  topic: 'route53',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['hostedZones', 'resourceRecordSets'],
  why: `A weight of 0 takes a record out of use. Where all weights of a set are 0, Route 53 gives all its records the same
chance instead: what was to be drained is used as much as the rest.`,
  fix: `Give the record that is to answer a weight above 0, and delete those that are no longer wanted.`,
  check: `In the Route 53 console, list the records of that name and type and look at their weights.`,
  reference: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html',

  *judge(inventory) {
    for (const { zone, resource, records, unclear } of policySets(inventory, 'weighted')) {
      if (records.some((record) => record.Weight !== undefined && record.Weight > 0)) {
        yield pass(resource)
        continue
      }
      if (unclear) {
        yield unknown(resource, unclear)
        continue
      }
      const [first] = records
      const name = `${plainName(first.Name)} (${first.Type})`
      yield fail(resource, {
        message:
          records.length === 1
            ? `The only record of ${name} has the weight 0 and answers all queries nevertheless.`
            : `All ${records.length} records of ${name} have the weight 0, so each gets the same share of the users, drained or not.`,
        evidence: records.map((record) => [
          record,
          `has the weight 0 and leads to ${targetText(record)}`,
          {
            HostedZoneId: zone.id,
            Name: record.Name,
            Type: record.Type,
            SetIdentifier: record.SetIdentifier,
            Weight: record.Weight,
          },
        ]),
        remediation: changeRecord(zone, 'UPSERT', `${first.id}, if that is the one to answer, with Weight 1`),
      })
    }
  },
})
